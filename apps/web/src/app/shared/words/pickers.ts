/** Words of fields that offer what there is to choose from. */
export const pickerWords = {
  removeTag: (tag: string): string => `Remove the tag ${tag}`,
  removeTarget: (name: string): string => `Remove ${name}`,
  addTag: 'Add a tag',
  findTarget: 'Find by name or address',
  goneTarget: 'Removed target',
  noZone: 'No time zone is called that.',
};

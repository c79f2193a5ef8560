import { StartError } from '@app/platform/make-folder';

export { StartError };

/** Another process holds the folder; it may let it go. */
export class FolderHeldError extends StartError {}

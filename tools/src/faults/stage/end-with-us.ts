const enders = new Set<() => void>();
let isListening = false;

/**
 * Ends something when this process exits, because one that stands still does not notice that it is gone. One listener
 * serves all stages that are open. Returns what takes it back.
 */
export function endWithUs(end: () => void): () => void {
  if (!isListening) {
    isListening = true;
    process.on('exit', () => {
      for (const one of enders) one();
    });
  }
  enders.add(end);
  return () => {
    enders.delete(end);
  };
}

const MAX_CAUSES = 3;

/** Type, text, code and stack of an error and its causes; other fields may hold data that logs must not. */
export function serializeError(error: unknown, causesLeft = MAX_CAUSES): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(cause !== undefined && causesLeft > 0
      ? { cause: serializeError(cause, causesLeft - 1) }
      : {}),
  };
}

type Document = Readonly<Record<string, unknown>>;

/** A document without the fields that came later, in a format of then. */
export function formerDocument(document: Document, format: 1 | 2 | 3): Document {
  const { isChosen: _chosen, settingsNotes: _notes, settings: _settings, ...kept } = document;
  const { outputs, generation } = kept;
  return {
    ...kept,
    outputs: listIn(outputs).map(({ making: _making, ...output }) => output),
    generation: isDocument(generation) ? formerGeneration(generation, format) : generation,
  };
}

/** The generation of a card that is at rest. */
function formerGeneration(generation: Document, format: 1 | 2 | 3): Document {
  const { ownPrompt: _words, settings: _settings, ...generation3 } = generation;
  if (format === 3) return generation3;
  const { attempts, failures, firstFailureAt, ...others } = generation3;
  const generation2: Document = {
    ...others,
    claims: attempts,
    failedTries: failures,
    troubleSince: firstFailureAt,
  };
  if (format === 2) return generation2;
  const { failedTries: _tries, troubleSince: _since, retry: _retry, ...generation1 } = generation2;
  return generation1;
}

function listIn(value: unknown): Document[] {
  return Array.isArray(value) ? value.filter(isDocument) : [];
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Document = Readonly<Record<string, unknown>>;

/** A document without the fields that came later, in a format of then. */
export function formerDocument(document: Document, format: 1 | 2 | 3): Document {
  const {
    isChosen: _chosen,
    showsSheet: _sheet,
    keptBy: _keeper,
    move: _move,
    formerCards: _former,
    cameFrom: _cameFrom,
    followers: _followers,
    reach: _reach,
    chosenStyle: _style,
    settingsNotes: _notes,
    settings: _settings,
    ...kept
  } = document;
  const { outputs, generation } = kept;
  return {
    ...kept,
    outputs: listIn(outputs).map(({ making: _making, ...output }) => output),
    generation: isDocument(generation) ? formerGeneration(generation, format) : generation,
  };
}

/** A generation in a format of then. */
function formerGeneration(generation: Document, format: 1 | 2 | 3): Document {
  const {
    ownPrompt: _words,
    settings: _settings,
    made: _made,
    lost: _lost,
    ...generation3
  } = generation;
  if (format === 3) return generation3;
  const { attempts, failures, firstFailureAt, failure, retry, ...others } = generation3;
  const generation2: Document = {
    ...others,
    claims: attempts,
    failedTries: failures,
    troubleSince: firstFailureAt,
    retry: isDocument(retry) ? { ...retry, failure: withSentence(retry['failure']) } : retry,
    failure: withSentence(failure),
  };
  if (format === 2) return generation2;
  const { failedTries: _tries, troubleSince: _since, retry: _retry, ...generation1 } = generation2;
  return { ...generation1, failure: withoutReason(generation1['failure']) };
}

function withSentence(failure: unknown): unknown {
  if (!isDocument(failure)) return failure;
  const { userMessage, ...kept } = failure;
  return { ...kept, sentence: userMessage };
}

function withoutReason(failure: unknown): unknown {
  if (!isDocument(failure)) return failure;
  const { promptIsReason: _reason, ...kept } = failure;
  return kept;
}

function listIn(value: unknown): Document[] {
  return Array.isArray(value) ? value.filter(isDocument) : [];
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

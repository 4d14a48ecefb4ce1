import type { FaultName } from './protocol.js';

/** An answer of Gemini: HTTP status and body. */
export interface ModelAnswer {
  readonly status: number;
  readonly body: object;
}

/** The faults of the model proxy. */
export type ModelFault = Extract<
  FaultName,
  'slowModel' | 'promptBlocked' | 'outputBlocked' | 'modelOverloaded'
>;

/** The wait that an overloaded model asks for. */
const RETRY_DELAY_SECONDS = 5;

const PROMPT_TOKENS = { promptTokenCount: 12, totalTokenCount: 12 };

/** Gemini's answer for each fault, according to its API reference and errors seen by clients. */
export const MODEL_ANSWERS: Readonly<Record<Exclude<ModelFault, 'slowModel'>, ModelAnswer>> = {
  modelOverloaded: {
    status: 429,
    body: {
      error: {
        code: 429,
        message: `Resource has been exhausted (e.g. check quota). Please retry in ${RETRY_DELAY_SECONDS}s.`,
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [
              {
                quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
                quotaId: 'GenerateRequestsPerMinutePerProjectPerModel',
                quotaValue: '10',
              },
            ],
          },
          {
            '@type': 'type.googleapis.com/google.rpc.RetryInfo',
            retryDelay: `${RETRY_DELAY_SECONDS}s`,
          },
        ],
      },
    },
  },
  promptBlocked: {
    status: 200,
    body: { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: PROMPT_TOKENS },
  },
  outputBlocked: {
    status: 200,
    body: {
      candidates: [
        {
          index: 0,
          finishReason: 'IMAGE_SAFETY',
          finishMessage: 'The generated image was withheld because it may go against the policies.',
        },
      ],
      usageMetadata: PROMPT_TOKENS,
    },
  },
};

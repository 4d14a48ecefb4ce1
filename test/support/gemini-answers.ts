/** What the loopback Gemini does with one request. */
export type GeminiAnswer =
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Sends a byte from time to time, of the headers or of the body, and never ends. */
  | { readonly kind: 'drip'; readonly of: 'headers' | 'body' }
  /** Sends as much as the other side reads; 200 by default. */
  | { readonly kind: 'endless'; readonly status?: number }
  /** Closes the connection: before any answer, or in the middle of one. */
  | { readonly kind: 'cut'; readonly when: 'at once' | 'half way' }
  /** Answers when the promise is fulfilled. */
  | { readonly kind: 'later'; readonly after: Promise<void>; readonly answer: GeminiAnswer };

type Json = Record<string, unknown>;
type BodyAnswer = Extract<GeminiAnswer, { kind: 'body' }>;

const USAGE = {
  promptTokenCount: 11,
  candidatesTokenCount: 1290,
  candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
  totalTokenCount: 1301,
};

/** What an answer of the usual model with these tokens costs: 11 × 1.50 + 1290 × 30. */
export const ANSWER_MICRO_DOLLARS = 38_717;

/** Any JSON, as `generateContent` answers it. */
export function json(body: unknown, status = 200): BodyAnswer {
  return {
    kind: 'body',
    status,
    contentType: 'application/json; charset=UTF-8',
    body: JSON.stringify(body),
  };
}

/** One candidate. */
export function candidate(content: Json, more: Json = {}): GeminiAnswer {
  return json({ candidates: [{ index: 0, ...content }], usageMetadata: USAGE, ...more });
}

/** A picture, with words before it when `text` is given. */
export function picture(bytes: Buffer, text?: string, mimeType = 'image/png'): GeminiAnswer {
  const words = text === undefined ? [] : [{ text }];
  const parts = [...words, { inlineData: { mimeType, data: bytes.toString('base64') } }];
  return candidate({ content: { role: 'model', parts }, finishReason: 'STOP' });
}

/** Words and no picture. */
export function textOnly(text: string, finishReason = 'STOP'): GeminiAnswer {
  return candidate({ content: { role: 'model', parts: [{ text }] }, finishReason });
}

/** The prompt was refused. */
export function blockedPrompt(blockReason: string, blockReasonMessage?: string): GeminiAnswer {
  return json({
    promptFeedback: {
      blockReason,
      ...(blockReasonMessage === undefined ? {} : { blockReasonMessage }),
    },
    usageMetadata: { promptTokenCount: 11, totalTokenCount: 11 },
  });
}

/** The picture was held back. */
export function blockedOutput(finishReason: string, finishMessage?: string): GeminiAnswer {
  return candidate({ finishReason, ...(finishMessage === undefined ? {} : { finishMessage }) });
}

/** An error as Google's APIs send it. */
export function httpError(
  code: number,
  status: string,
  message: string,
  details: readonly Json[] = [],
): BodyAnswer {
  return json({ error: { code, message, status, details } }, code);
}

/** Too many requests. `quotaId` and `message` say which limit was hit. */
export function rateLimited(options: {
  retryDelay?: string;
  quotaId?: string;
  message?: string;
}): GeminiAnswer {
  const details: Json[] = [];
  if (options.quotaId !== undefined)
    details.push({
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [
        {
          quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
          quotaId: options.quotaId,
          quotaValue: '10',
        },
      ],
    });
  if (options.retryDelay !== undefined)
    details.push({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: options.retryDelay,
    });
  const message = options.message ?? 'You exceeded your current quota.';
  return httpError(429, 'RESOURCE_EXHAUSTED', message, details);
}

/** A body that is not what it says. */
export function garbage(body = '{"candidates": [', status = 200): GeminiAnswer {
  return { kind: 'body', status, contentType: 'application/json', body };
}

/** What a proxy in between answers. */
export function html(status: number): GeminiAnswer {
  return {
    kind: 'body',
    status,
    contentType: 'text/html',
    body: '<html><body>Bad Gateway</body></html>',
  };
}

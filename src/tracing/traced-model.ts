import type { ImageModel, ModelAnswer } from '../generation/models/image-model.js';
import { withMethods } from '../monitoring/with-methods.js';
import type { SpanAttributes, Tracing } from '../platform/tracing.js';

/** Whom a model belongs to, in the words of OpenTelemetry's conventions for generative AI. */
export type ModelProvider = 'gcp.gemini' | 'offline';

/** What the conventions call a call of `generateContent`. */
const OPERATION = 'generate_content';

/**
 * The model, in whose traces each call is a step, with the names of the conventions for generative
 * AI. Prompts and answers are left out.
 */
export function tracedModel(
  model: ImageModel,
  provider: ModelProvider,
  tracing: Tracing,
): ImageModel {
  return withMethods(model, {
    generate: (request, signal) => {
      const name = request.settings.model ?? model.name;
      const attributes = {
        'gen_ai.operation.name': OPERATION,
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': name,
        'gen_ai.output.type': 'image',
      };
      return tracing.within(
        {
          name: `${OPERATION} ${name}`,
          // The offline model draws in this process.
          ...(provider !== 'offline' && { kind: 'client' as const }),
          attributes,
        },
        async (describe) => {
          const answer = await model.generate(request, signal);
          describe(answered(answer));
          return answer;
        },
      );
    },
  });
}

function answered({ model, usage }: ModelAnswer): SpanAttributes {
  const { promptTokens = null, outputTokens = null, thoughtTokens = null } = usage ?? {};
  return {
    'gen_ai.response.model': model,
    'gen_ai.usage.input_tokens': promptTokens,
    // The conventions count thoughts as a part of the output; Google counts them beside it.
    'gen_ai.usage.output_tokens':
      outputTokens === null ? null : outputTokens + (thoughtTokens ?? 0),
    'gen_ai.usage.reasoning.output_tokens': thoughtTokens,
  };
}

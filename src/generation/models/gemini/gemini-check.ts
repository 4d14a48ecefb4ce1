import { createGeminiClient } from './gemini-client.js';
import { modelErrorOf } from './gemini-errors.js';
import type { GeminiOptions } from './gemini-model.js';

/**
 * Requests the description of the configured model, which costs nothing. It checks that Gemini is
 * reachable, accepts the key, and has the model.
 *
 * @throws ModelError as `GeminiModel` does.
 */
export async function checkGemini(
  options: Pick<GeminiOptions, 'apiKey' | 'model' | 'baseUrl'>,
): Promise<void> {
  const { apiKey, model } = options;
  const client = await createGeminiClient(options);
  try {
    await client.models.get({ model });
  } catch (error) {
    throw modelErrorOf(error, apiKey);
  }
}

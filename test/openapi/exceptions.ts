import type { OpenApi } from './openapi-document.js';

/** Where the document is stricter than Discord. */
export interface Exception {
  /** The named schema that is relaxed. */
  readonly schema: string;
  readonly reason: string;
  /** Changes a copy of the schema. */
  readonly relax: (schema: Record<string, unknown>) => void;
}

/** An operation that the document does not have. */
export interface UnlistedOperation {
  readonly operation: string;
  readonly reason: string;
}

/** Each is known from Discord's reference. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    schema: 'InnerErrors',
    reason:
      'The document gives the code of a field’s error as a number. Discord’s reference, under "Error Messages", shows a text such as BASE_TYPE_CHOICES.',
    relax: (schema) => {
      schema['properties'] = {
        _errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { code: { type: 'string' }, message: { type: 'string' } },
            required: ['code', 'message'],
          },
        },
      };
    },
  },
  {
    schema: 'ApplicationCommandUpdateRequest',
    reason:
      'The document sends permissions as a number, and answers with a text. Discord’s reference, under "Application Command Structure", has a text.',
    relax: (schema) => {
      const default_member_permissions = { type: ['string', 'null'] };
      schema['properties'] = Object.assign({}, schema['properties'], {
        default_member_permissions,
      });
    },
  },
  {
    schema: 'ChannelTypes',
    reason:
      'The document ends with 15. Discord’s reference, under "Channel Types", has 16 for media channels.',
    relax: (schema) => {
      schema['oneOf'] = Array.from({ length: 17 }, (_, type) => ({ const: type }));
    },
  },
  {
    schema: 'MessageReferenceType',
    reason:
      'The document knows replies only. Discord’s reference, under "Message Reference Types", has 1 for forwards.',
    relax: (schema) => {
      schema['oneOf'] = [{ const: 0 }, { const: 1 }];
    },
  },
  {
    schema: 'RatelimitedResponse',
    reason:
      'The document requires a code of every 429. Discord’s reference, under "Rate Limit Response Structure", has it for some limits only.',
    relax: (schema) => {
      schema['allOf'] = [
        {
          type: 'object',
          properties: {
            message: { type: 'string' },
            code: { type: 'integer' },
            retry_after: { type: 'number' },
            global: { type: 'boolean' },
          },
          required: ['message', 'retry_after', 'global'],
        },
      ];
    },
  },
];

/** Operations that are asked for and not listed. */
export const UNLISTED_OPERATIONS: readonly UnlistedOperation[] = [
  {
    operation: 'POST /attachments/refresh-urls',
    reason: 'Discord’s own client and several bots use it, and the sandbox offers it.',
  },
  {
    operation: 'GET /nothing',
    reason: 'A test asks the sandbox for what Discord does not have.',
  },
];

/** A copy of the document in which the exceptions hold. Throws when one names no schema of it. */
export function withExceptions(document: OpenApi, exceptions = EXCEPTIONS): OpenApi {
  const copy = structuredClone(document);
  for (const { schema, relax } of exceptions) {
    const found = copy.components?.schemas?.[schema];
    if (found === undefined) throw new Error(`The document has no schema ${schema} any more.`);
    relax(found);
  }
  return copy;
}

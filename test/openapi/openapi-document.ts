import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

/** A parameter of an operation, in its path or its query. */
interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Content {
  readonly content?: Readonly<Record<string, unknown>>;
  readonly $ref?: string;
}

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

type PathObject = Readonly<Record<string, OperationObject>> & {
  readonly parameters?: readonly Parameter[];
};

/**
 * What this program reads of an OpenAPI 3.1 document itself; the schemas are read by the library.
 */
export interface OpenApi {
  readonly paths: Readonly<Record<string, PathObject>>;
  readonly components?: {
    readonly schemas?: Record<string, Record<string, unknown>>;
    readonly responses?: Readonly<Record<string, Content>>;
  };
}

/** A request's operation, with the values of its path's parameters. */
export interface Operation {
  /** Such as `GET /users/{user_id}`. */
  readonly name: string;
  /** Where it is in the document. */
  readonly pointer: readonly string[];
  readonly definition: OperationObject;
  readonly parameters: readonly { readonly parameter: Parameter; readonly at: readonly string[] }[];
  readonly pathValues: Readonly<Record<string, string>>;
}

const ROOT = 'document';
const PARAMETER = /^\{(.+)\}$/;
const MAX_SNOWFLAKE = 2n ** 64n;
const BOOLEANS: Readonly<Record<string, boolean>> = {
  '1': true,
  True: true,
  '0': false,
  False: false,
};

function fragment(pointer: readonly string[]): string {
  const escaped = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return escaped.map((part) => `/${encodeURIComponent(part)}`).join('');
}

function ajvWith(document: OpenApi, coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, coerceTypes });
  ajvFormats.default(ajv);
  ajv.addFormat('snowflake', (text: string) => /^\d+$/.test(text) && BigInt(text) < MAX_SNOWFLAKE);
  ajv.addFormat('nonce', true);
  return ajv.addSchema(document, ROOT);
}

/** An OpenAPI document, as a set of operations whose requests and answers can be validated. */
export class OpenApiDocument {
  readonly #json: Ajv2020;
  readonly #texts: Ajv2020;

  constructor(readonly document: OpenApi) {
    this.#json = ajvWith(document, false);
    this.#texts = ajvWith(document, true);
  }

  /** The operation of a path without query; a literal part is preferred to a parameter. */
  find(method: string, path: string): Operation | undefined {
    const parts = path.split('/').map((part) => decodeURIComponent(part));
    const candidates = Object.entries(this.document.paths)
      .map(([template, item]) => ({ template, item, pattern: template.split('/') }))
      .filter(({ pattern }) => pattern.length === parts.length)
      .filter(({ pattern }) =>
        pattern.every((part, n) => PARAMETER.test(part) || part === parts[n]),
      )
      .toSorted((a, b) => parameterCount(a.pattern) - parameterCount(b.pattern));
    const found = candidates.find(({ item }) => item[method.toLowerCase()] !== undefined);
    const definition = found?.item[method.toLowerCase()];
    if (found === undefined || definition === undefined) return undefined;
    const { template, item, pattern } = found;
    const pointer = ['paths', template, method.toLowerCase()];
    const named = (list: readonly Parameter[] = [], under: readonly string[] = pointer) =>
      list.map((parameter, n) => ({
        parameter,
        at: [...under, 'parameters', String(n), 'schema'],
      }));
    const values = pattern.map((part, n) => [PARAMETER.exec(part)?.[1] ?? '', parts[n] ?? '']);
    return {
      name: `${method} ${template}`,
      pointer,
      definition,
      parameters: [...named(item.parameters, ['paths', template]), ...named(definition.parameters)],
      pathValues: Object.fromEntries(values.filter(([name]) => name !== '')),
    };
  }

  /** The object that a reference within the document names, and where it is. */
  resolved(value: Content, pointer: readonly string[]): { value: Content; at: readonly string[] } {
    if (value.$ref === undefined) return { value, at: pointer };
    const at = value.$ref.replace('#/', '').split('/');
    let target: unknown = this.document;
    for (const part of at) target = Reflect.get(target as object, part);
    return { value: target as Content, at };
  }

  /** What is wrong with a value by the schema there; nothing if it conforms. */
  errors(at: readonly string[], value: unknown): readonly ErrorObject[] {
    return this.#errors(this.#json, at, value);
  }

  /** As `errors`, for a value that came as text, such as a number in a query. */
  errorsOfText(at: readonly string[], text: string): readonly ErrorObject[] {
    // Discord's reference, "Boolean Query Strings", allows more spellings than the library knows.
    const spelled = BOOLEANS[text];
    const errors = this.#errors(this.#texts, at, text);
    return spelled === undefined || errors.length === 0
      ? errors
      : this.#errors(this.#json, at, spelled);
  }

  #errors(ajv: Ajv2020, at: readonly string[], value: unknown): readonly ErrorObject[] {
    const key = `${ROOT}#${fragment(at)}`;
    const validate = ajv.getSchema(key);
    if (validate === undefined) throw new Error(`The document has no schema at ${key}.`);
    return validate(value) === true ? [] : (validate.errors ?? []);
  }
}

function parameterCount(pattern: readonly string[]): number {
  return pattern.filter((part) => PARAMETER.test(part)).length;
}

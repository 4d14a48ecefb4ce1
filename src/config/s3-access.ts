import { z } from 'zod';

/** How an S3 server is reached, whichever bucket is used. */
export interface S3Access {
  /** Null: Amazon's own. */
  readonly endpoint: string | null;
  /** Null: the one of the AWS profile. */
  readonly region: string | null;
  /** Whether the bucket's name is part of the path, not of the host. */
  readonly forcePathStyle: boolean;
  /** Null: AWS's default credential chain looks for them. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  } | null;
  /** A profile of the AWS configuration files; null: the default one. */
  readonly profile: string | null;
}

/** An S3 server in the same network often has no certificate, so http is allowed. */
const endpoint = z.string().refine(isEndpoint, {
  error:
    'must be the http or https address of an S3 server, without the bucket, for example https://s3.example.com',
});

const region = z
  .string()
  .regex(/^[a-z0-9-]+$/i, 'must be the name of a region, for example eu-central-1');

const printable = z.string().regex(/^[!-~]+$/, 'must be one word, for example AKIA…');

/** The variables of {@link S3Access}. Those of AWS have AWS's names. */
export const S3_VARIABLES = z.object({
  S3_ENDPOINT: endpoint.optional(),
  S3_REGION: region.optional(),
  S3_FORCE_PATH_STYLE: z
    .enum(['true', 'false'], 'must be true or false, for example true')
    .optional(),
  AWS_REGION: region.optional(),
  AWS_ACCESS_KEY_ID: printable.optional(),
  AWS_SECRET_ACCESS_KEY: printable.optional(),
  AWS_SESSION_TOKEN: printable.optional(),
  AWS_PROFILE: z.string().optional(),
});

type Variables = z.output<typeof S3_VARIABLES>;

/**
 * Servers with an endpoint of their own mostly have no host for each bucket, and any
 * region will do.
 */
export function s3Access(vars: Variables): S3Access {
  const pathStyle = vars.S3_FORCE_PATH_STYLE ?? String(vars.S3_ENDPOINT !== undefined);
  return {
    endpoint: vars.S3_ENDPOINT ?? null,
    region: vars.S3_REGION ?? vars.AWS_REGION ?? (vars.S3_ENDPOINT ? 'us-east-1' : null),
    forcePathStyle: pathStyle === 'true',
    credentials: credentialsOf(vars),
    profile: vars.AWS_PROFILE ?? null,
  };
}

/** Given here, so that they may stand in a file `.env`, which AWS's own chain does not read. */
function credentialsOf(vars: Variables): S3Access['credentials'] {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = vars;
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  const { AWS_SESSION_TOKEN: sessionToken } = vars;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && search + hash + username === '';
}

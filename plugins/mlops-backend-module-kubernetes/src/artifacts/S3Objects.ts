import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ServiceUnavailableError } from '@backstage/errors';
import type { ByteRange } from '@mlops/plugin-mlops-node';

/** Objects that S3 removes in one request at most. */
const BATCH = 1_000;

/** How the portal reaches the store. @public */
export interface S3StoreOptions {
  /** With scheme and port; absent: that of AWS. */
  endpoint?: string;
  region: string;
  bucket: string;
  /** What keys begin with, without a slash at its ends. */
  prefix: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** What keeping logs needs of a store of objects. */
export type ObjectStore = Pick<
  S3Objects,
  'prefix' | 'list' | 'open' | 'put' | 'remove'
>;

/** Objects of one bucket. Whatever goes wrong is a ServiceUnavailableError. */
export class S3Objects {
  /** What keys begin with, without a slash at its ends. */
  readonly prefix: string;
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(options: S3StoreOptions) {
    const { endpoint, region, bucket, prefix, credentials } = options;
    this.#bucket = bucket;
    this.prefix = prefix;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials,
      // Storage of one's own has no name for each bucket.
      forcePathStyle: endpoint !== undefined,
    });
  }

  /** By key. */
  async *list(prefix: string): AsyncIterable<{ key: string; size: number }> {
    const pages = paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.#bucket, Prefix: prefix },
    );
    try {
      for await (const { Contents: objects = [] } of pages) {
        for (const { Key: key, Size: size = 0 } of objects) {
          if (key !== undefined) yield { key, size };
        }
      }
    } catch (error) {
      throw unavailable(error);
    }
  }

  /**
   * The bytes of an object, or a part of them.
   *
   * @returns `undefined` if there is no such object
   */
  async open(
    key: string,
    range?: Pick<ByteRange, 'start'> & Partial<ByteRange>,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    try {
      const { Body: body } = await this.#client.send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          ...(range && { Range: `bytes=${range.start}-${range.end ?? ''}` }),
        }),
      );
      // In Node it is a stream, which the client's types leave open.
      return body instanceof Readable ? told(body) : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unavailable(error);
    }
  }

  async put(key: string, body: Buffer): Promise<void> {
    await this.#client
      .send(
        new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body }),
      )
      .catch(error => {
        throw unavailable(error);
      });
  }

  /** Of any length. */
  async upload(
    key: string,
    content: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#bucket,
        Key: key,
        Body: Readable.from(content),
        ContentType: contentType,
      },
    });
    await upload.done().catch(error => {
      throw unavailable(error);
    });
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += BATCH) {
      const Objects = keys.slice(at, at + BATCH).map(Key => ({ Key }));
      const { Errors: errors = [] } = await this.#client
        .send(
          new DeleteObjectsCommand({
            Bucket: this.#bucket,
            Delete: { Objects, Quiet: true },
          }),
        )
        .catch(error => {
          throw unavailable(error);
        });
      if (errors.length > 0) throw unavailable(new Error(errors[0].Message));
    }
  }
}

/** All bytes of an object that is known to be small. */
export async function wholeOf(
  bytes: AsyncIterable<Uint8Array>,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* told(body: Readable): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw unavailable(error);
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof S3ServiceException &&
    (error.name === 'NoSuchKey' || error.$metadata.httpStatusCode === 404)
  );
}

function unavailable(error: unknown): ServiceUnavailableError {
  const why = error instanceof Error ? error.message : String(error);
  return new ServiceUnavailableError(
    `The storage of outputs does not answer as it should: ${why}`,
    error,
  );
}

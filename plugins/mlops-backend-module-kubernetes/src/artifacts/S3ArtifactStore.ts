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
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  mediaType,
  type ArtifactStore,
  type AttemptRef,
  type ByteRange,
  type EngineOutput,
  type UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { keyOf } from '../manifests/locationOf';

/** Files of an attempt that are listed, since the list travels with its state. */
const MOST_FILES = 10_000;

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

/**
 * Keeps the files of attempts where Argo's executor puts them: in storage that speaks S3.
 *
 * @public
 */
export class S3ArtifactStore implements ArtifactStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(options: S3StoreOptions) {
    const { endpoint, region, bucket, prefix, credentials } = options;
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials,
      // Storage of one's own has no name for each bucket.
      forcePathStyle: endpoint !== undefined,
    });
  }

  async list(ref: AttemptRef): Promise<EngineOutput[]> {
    const folder = this.#folder(ref);
    const files: EngineOutput[] = [];
    for await (const { key, size } of this.#objects(folder)) {
      const path = key.slice(folder.length);
      if (!isPath(path)) continue;
      files.push({ path, mediaType: mediaType(path), size });
      if (files.length === MOST_FILES) break;
    }
    return files;
  }

  async *read(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const missing = () =>
      new NotFoundError(
        `Attempt ${ref.attempt} of the task "${ref.task}" left no file "${path}"`,
      );
    if (!isPath(path)) throw missing();
    const answer = await this.#client
      .send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: this.#folder(ref) + path,
          ...(range && { Range: `bytes=${range.start}-${range.end}` }),
        }),
      )
      .catch(error => {
        throw isMissing(error) ? missing() : unavailable(error);
      });
    // In Node it is a stream, which the client's types leave open.
    if (answer.Body instanceof Readable) yield* answer.Body;
  }

  async write(
    ref: AttemptRef,
    path: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    if (!isPath(path)) {
      throw new InputError(
        `"${path}" is no name of an output: it leaves the folder of the attempt`,
      );
    }
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#bucket,
        Key: this.#folder(ref) + path,
        Body: Readable.from(content),
        ContentType: mediaType(path),
      },
    });
    await upload.done().catch(error => {
      throw unavailable(error);
    });
  }

  /** What Argo has archived of the log of an attempt, from a byte on; nothing where there is none. */
  async *readLog(ref: AttemptRef, from: number): AsyncIterable<Uint8Array> {
    if (from >= (await this.logSize(ref))) return;
    const answer = await this.#client
      .send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: this.#log(ref),
          Range: `bytes=${from}-`,
        }),
      )
      .catch(error => {
        throw unavailable(error);
      });
    if (answer.Body instanceof Readable) yield* answer.Body;
  }

  /** Bytes of the archived log. */
  async logSize(ref: AttemptRef): Promise<number> {
    const key = this.#log(ref);
    for await (const object of this.#objects(key)) {
      if (object.key === key) return object.size;
    }
    return 0;
  }

  /** What an attempt has used over time; empty where nothing was kept. */
  async readUsage(ref: AttemptRef): Promise<UsageSampleState[]> {
    try {
      const { Body: body } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: this.#usage(ref) }),
      );
      return JSON.parse((await body?.transformToString()) ?? '[]');
    } catch (error) {
      if (isMissing(error)) return [];
      throw unavailable(error);
    }
  }

  async writeUsage(
    ref: AttemptRef,
    samples: readonly UsageSampleState[],
  ): Promise<void> {
    await this.#client
      .send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: this.#usage(ref),
          Body: JSON.stringify(samples),
          ContentType: 'application/json',
        }),
      )
      .catch(error => {
        throw unavailable(error);
      });
  }

  async remove(runId: AttemptRef['runId']): Promise<void> {
    const keys: string[] = [];
    for await (const { key } of this.#objects(`${this.#prefix}/${runId}/`)) {
      keys.push(key);
    }
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

  #folder(ref: AttemptRef): string {
    return `${keyOf({ prefix: this.#prefix }, ref, ref.attempt, 'outputs')}/`;
  }

  #log(ref: AttemptRef): string {
    const folder = keyOf({ prefix: this.#prefix }, ref, ref.attempt, 'log');
    return `${folder}/main.log`;
  }

  #usage(ref: AttemptRef): string {
    return keyOf({ prefix: this.#prefix }, ref, ref.attempt, 'usage');
  }

  /** By key. */
  async *#objects(
    prefix: string,
  ): AsyncIterable<{ key: string; size: number }> {
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
}

/** Whether it names a file below the folder: a store that is a folder itself may look at dots. */
function isPath(path: string): boolean {
  return (
    !path.includes('\0') &&
    path.split('/').every(part => !['', '.', '..'].includes(part))
  );
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

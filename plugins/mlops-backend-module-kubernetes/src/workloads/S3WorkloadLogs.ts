import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ServiceUnavailableError } from '@backstage/errors';
import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { S3StoreOptions } from '../artifacts/S3ArtifactStore';
import type { WorkloadLogStore } from './WorkloadLogStore';

/** Keeps the logs of starts in storage that speaks S3. */
export class S3WorkloadLogs implements WorkloadLogStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor({
    endpoint,
    region,
    bucket,
    prefix,
    credentials,
  }: S3StoreOptions) {
    this.#bucket = bucket;
    this.#prefix = prefix;
    const forcePathStyle = endpoint !== undefined;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials,
      forcePathStyle,
    });
  }

  async write(
    workloadId: WorkloadId,
    start: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    let bytes = 0;
    const counted = async function* counted() {
      for await (const chunk of content) {
        bytes += chunk.length;
        yield chunk;
      }
    };
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#bucket,
        Key: this.#key(workloadId, start),
        Body: Readable.from(counted()),
      },
    });
    await available(upload.done());
    return bytes;
  }

  async *read(
    workloadId: WorkloadId,
    start: number,
    from: number,
  ): AsyncIterable<Uint8Array> {
    const answer = await available(
      this.#client.send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: this.#key(workloadId, start),
          Range: `bytes=${from}-`,
        }),
      ),
    );
    // In Node it is a stream, which the client's types leave open.
    if (answer.Body instanceof Readable) yield* answer.Body;
  }

  async remove(workloadId: WorkloadId): Promise<void> {
    for (;;) {
      const { Contents: found = [] } = await available(
        this.#client.send(
          new ListObjectsV2Command({
            Bucket: this.#bucket,
            Prefix: this.#folder(workloadId),
          }),
        ),
      );
      if (found.length === 0) return;
      const Objects = found.map(({ Key }) => ({ Key }));
      const { Errors: errors = [] } = await available(
        this.#client.send(
          new DeleteObjectsCommand({
            Bucket: this.#bucket,
            Delete: { Objects, Quiet: true },
          }),
        ),
      );
      if (errors.length > 0) throw unavailable(new Error(errors[0].Message));
    }
  }

  #folder(workloadId: WorkloadId): string {
    return `${this.#prefix}/workloads/${workloadId}/`;
  }

  #key(workloadId: WorkloadId, start: number): string {
    return `${this.#folder(workloadId)}log/${start}.log`;
  }
}

async function available<T>(answer: Promise<T>): Promise<T> {
  return answer.catch(error => {
    throw unavailable(error);
  });
}

function unavailable(error: unknown): ServiceUnavailableError {
  const why = error instanceof Error ? error.message : String(error);
  return new ServiceUnavailableError(
    `The storage of logs does not answer as it should: ${why}`,
    error,
  );
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { signedHeaders } from './signedRequest.mjs';

const request = {
  method: 'GET',
  url: 'https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  now: new Date('2013-05-24T00:00:00.000Z'),
};

/** The list of objects in Amazon's documentation of "Signature Calculations for the Authorization Header". */
it('signs as the example of the specification', () => {
  const { authorization, ...headers } = signedHeaders(request);
  assert.equal(headers['x-amz-date'], '20130524T000000Z');
  assert.match(
    authorization,
    /Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/,
  );
});

it('signs another request differently', () => {
  const other = signedHeaders({ ...request, method: 'PUT' });
  assert.notEqual(other.authorization, signedHeaders(request).authorization);
});

/** A file as text; what is not UTF-8 shows as replacement characters. */
export const blobAsText = {
  as: 'text',
  from: (blob: Blob) => new Response(blob).text(),
};

/** Where a copied call goes, and by which key: the upstream, or this dashboard's own `/v2`. Holds no secret. */
export type CallTarget = {
  /** Base URL; a path prefix is kept. */
  baseUrl: string;
  /** The environment variable that holds the key. */
  keyVariable: 'ORQ_API_KEY' | 'EMBEDDED_API_KEY';
};

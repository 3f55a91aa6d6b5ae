export interface Config {
  mlops?: {
    /** The engine to learn from. */
    example?: {
      /** Where runs are kept. */
      dataDirectory: string;
    };
  };
}

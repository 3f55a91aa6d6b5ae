export interface Config {
  auth?: {
    providers?: {
      /** The office system of the example. */
      office?: {
        /** Where it answers what a ticket is worth, for example `https://office.example/tickets`. */
        ticketsUrl: string;
      };
    };
  };
}

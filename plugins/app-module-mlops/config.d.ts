export interface Config {
  mlops?: {
    signIn?: {
      /**
       * Ways to sign in, in the order of the page. One that needs no choice signs in by itself. Default: those of
       * `guest` and `demo` that are configured.
       *
       * @deepVisibility frontend
       */
      providers?: Array<{
        /** Id of the auth provider, a key of `auth.providers`. */
        id: string;
        /** In the words of those who sign in. Default: the id. */
        title?: string;
        /**
         * `oauth`: a window of the provider opens. `proxied`: something in front of the portal has signed people
         * in. `guest` and `demo`: with the launch token only. Default: by the id, else `oauth`.
         */
        kind?: 'oauth' | 'proxied' | 'guest' | 'demo';
      }>;
      /**
       * Entity refs of the accounts that one can try the portal with.
       *
       * @deepVisibility frontend
       */
      demoAccounts?: string[];
    };
  };
}

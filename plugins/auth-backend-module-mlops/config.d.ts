export interface Config {
  mlops?: {
    signIn?: {
      /**
       * File with the launch token, readable for its owner only. Guest and demo sign-in work with it alone, and
       * only where the portal listens on loopback. `npm run portal` sets it.
       */
      launchTokenFile?: string;
      /** Entity refs of the accounts that one can try the portal with; the provider `demo` has to be configured. */
      demoAccounts?: string[];
      /** Hosts by which the portal may be asked, besides those of `app.baseUrl` and `backend.baseUrl`. */
      allowedHosts?: string[];
      /**
       * Addresses or networks (`10.0.0.0/8`) of the proxies whose headers say who asks. Without one, nobody signs
       * in by header.
       */
      trustedProxies?: string[];
    };
  };
}

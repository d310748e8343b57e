// A real OpenID provider with two users and a switch for every way in which a provider can fail.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';

/** The accounts at the provider, by the name that is typed there. */
export const USERS = {
  kerstin: {
    name: 'Kerstin Åkerlund',
    email: 'kerstin.akerlund@granvik.example',
    email_verified: true,
    groups: ['kompass-admin', 'kommunledning'],
  },
  omar: {
    name: 'Omar Öberg',
    email: 'omar.oberg@granvik.example',
    email_verified: true,
    groups: ['kommunledning'],
  },
};

/**
 * Starts a provider for one client that may send people back to `redirects`. It stands on another host name than the
 * product, so that going there and back is cross-site as in reality.
 */
export async function startProvider({ redirects }) {
  const client = { id: 'kompass', secret: randomBytes(24).toString('base64url') };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;

  /** What is wrong with the provider now; all of it false or 0 when it is well. */
  const fault = { slow: 0, broken: false, issuer: false, keys: false };

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: redirects,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    pkce: { required: () => true },
    claims: { profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    // Providers of municipalities put the claims into the ID token as well.
    conformIdTokenClaims: false,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, id) => USERS[id] && { accountId: id, claims: () => ({ sub: id, ...USERS[id] }) },
    // Nobody is asked for consent by the provider of their own employer.
    async loadExistingGrant(context) {
      const { client, session, params } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    },
  });

  const foreign = publicPart(signingKey());
  provider.use(async (context, next) => {
    if (fault.slow) await new Promise((resolve) => setTimeout(resolve, fault.slow));
    if (fault.broken) return context.throw(500);
    await next();
    if (fault.issuer && context.path === '/.well-known/openid-configuration') {
      context.body = { ...context.body, issuer: 'http://127.0.0.1:9/somebody-else' };
    }
    if (fault.keys && context.path === '/jwks') {
      context.body = { keys: context.body.keys.map(({ kid }) => ({ ...foreign, kid })) };
    }
  });
  server.on('request', provider.callback());

  return {
    issuer,
    client,
    fault,
    /** What kompass.toml says about this provider; `more` is lines of its own. The secret goes to a file in the folder. */
    configuration(id, name, folder, more = '') {
      const secret = join(folder, `${id}.secret`);
      writeFileSync(secret, client.secret, { mode: 0o600 });
      return `
        [[oidc]]
        id = "${id}"
        name = "${name}"
        issuer = "${issuer}"
        client_id = "${client.id}"
        client_secret_file = "${secret}"
        scopes = ["email", "profile", "groups"]
        groups_claim = "groups"
        domains = ["granvik.example"]
        ${more}
      `;
    },
    /** Breaks every connection and answers no more, until `up`. */
    async down() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    /** Answers again, at the same address. */
    async up() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async stop() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Signs in at the provider's own page, where the browser is now. */
export async function signInAtProvider(page, user) {
  await page.locator('[name=login]').fill(user);
  await page.locator('[name=password]').fill('anything: it is the provider that knows who this is');
  await page.locator('[type=submit]').click();
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

function publicPart({ kty, n, e, use, alg }) {
  return { kty, n, e, use, alg };
}

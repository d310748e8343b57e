// What the other tests stand on, tested without the product.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAuthenticator } from '../authenticator.mjs';
import { checkAccessibility } from '../axe.mjs';
import { openBrowser, openPerson } from '../browser.mjs';
import { signInAtProvider, startProvider } from '../provider.mjs';
import { totp } from '../totp.mjs';

test('codes of an authenticator app are those of RFC 6238, appendix B', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const published = { 59: '287082', 1111111109: '081804', 1234567890: '005924', 20000000000: '353130' };
  for (const [seconds, code] of Object.entries(published)) assert.equal(totp(secret, seconds * 1000), code);
});

describe('the OpenID provider', () => {
  const home = 'http://localhost:9/back';
  let provider, browser;
  before(async () => {
    provider = await startProvider({ redirects: [home] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await provider?.stop();
  });
  const discover = async () => (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json();

  test('describes itself, with PKCE', async () => {
    const document = await discover();
    assert.equal(document.issuer, provider.issuer);
    assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
    assert.ok(document.claims_supported.includes('groups'));
  });

  test('sends a known user back with a code, and nobody without PKCE', async () => {
    const { page, close } = await openPerson(browser, 'http://localhost:9');
    const back = page.waitForRequest((request) => request.url().startsWith(home));
    const question = { client_id: provider.client.id, response_type: 'code', redirect_uri: home, scope: 'openid groups', state: 's' };
    const address = (more) => `${provider.issuer}/auth?${new URLSearchParams({ ...question, ...more })}`;
    await page.goto(address({ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }));
    await signInAtProvider(page, 'kerstin');
    const answer = new URL((await back).url()).searchParams;
    assert.ok(answer.get('code'));
    assert.equal(answer.get('iss'), provider.issuer);

    const refused = page.waitForRequest((request) => request.url().startsWith(home));
    await page.goto(address({})).catch(() => {});
    assert.equal(new URL((await refused).url()).searchParams.get('error'), 'invalid_request');
    await close();
  });

  test('can be broken in every way, and mended', async () => {
    provider.fault.issuer = true;
    assert.notEqual((await discover()).issuer, provider.issuer);
    provider.fault.issuer = false;

    const keys = async () => (await (await fetch(`${provider.issuer}/jwks`)).json()).keys;
    const [real] = await keys();
    provider.fault.keys = true;
    const [foreign] = await keys();
    assert.equal(foreign.kid, real.kid);
    assert.notEqual(foreign.n, real.n);
    provider.fault.keys = false;

    provider.fault.slow = 300;
    const start = Date.now();
    await discover();
    assert.ok(Date.now() - start >= 300);
    provider.fault.slow = 0;

    await provider.down();
    await assert.rejects(discover());
    await provider.up();
    assert.equal((await discover()).issuer, provider.issuer);
  });
});

describe('the browser', () => {
  let provider, browser;
  before(async () => {
    provider = await startProvider({ redirects: ['http://localhost:9/back'] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await provider?.stop();
  });

  test('makes a passkey by its virtual authenticator', async () => {
    const { page, close } = await openPerson(browser, provider.issuer);
    const address = provider.issuer.replace('127.0.0.1', 'localhost');
    await page.goto(`${address}/.well-known/openid-configuration`);
    const authenticator = await addAuthenticator(page);
    await page.evaluate(() =>
      navigator.credentials.create({
        publicKey: {
          rp: { name: 'Kompass' },
          user: { id: new Uint8Array([1]), name: 'kerstin', displayName: 'Kerstin' },
          challenge: new Uint8Array(32),
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        },
      }),
    );
    const [credential] = await authenticator.credentials();
    assert.equal(credential.rpId, 'localhost');
    await close();
  });

  test('sees what is not accessible, and what the console says', async () => {
    const { page, close } = await openPerson(browser, provider.issuer);
    await page.goto(`${provider.issuer}/.well-known/openid-configuration`);
    await page.setContent('<html lang="sv"><title>x</title><main><h1>x</h1><p style="color:#aaa">grått på vitt</p></main></html>');
    await assert.rejects(checkAccessibility(page), /color-contrast/);
    await page.evaluate(() => console.error('något gick fel'));
    await assert.rejects(close(), /något gick fel/);
  });
});

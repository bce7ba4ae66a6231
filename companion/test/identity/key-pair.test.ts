import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { certificatesIn, createKeyPair, developmentKeyPair } from '../../src/identity/saml/key-pair.js';

describe('key pair', () => {
  const madeAt = Date.now();
  const pair = createKeyPair('qashyq test');
  const certificate = new X509Certificate(pair.certificate);

  it('has a certificate that its own key signed, for ten years from now', () => {
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
    expect(certificate.checkPrivateKey(createPrivateKey(pair.privateKey))).to.equal(true);
    expect([certificate.subject, certificate.issuer]).to.deep.equal(['CN=qashyq test', 'CN=qashyq test']);
    expect(Math.abs(Date.parse(certificate.validFrom) - madeAt)).to.be.below(10_000);
    expect(Date.parse(certificate.validTo) - madeAt).to.be.within(3649 * 86_400_000, 3650 * 86_400_000 + 10_000);
  });

  it('for development is made once and kept, for its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    const file = join(folder, 'data', 'sp.pem');
    const made = developmentKeyPair(file, 'sp');
    expect(developmentKeyPair(file, 'sp')).to.deep.equal(made);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    rmSync(folder, { recursive: true });
  });

  it('of an identity provider may be several, while it changes its key', () => {
    const second = createKeyPair('next').certificate;
    expect(certificatesIn(`${pair.certificate}\nnotes\n${second}`)).to.deep.equal([pair.certificate, second]);
    expect(() => certificatesIn('nothing')).to.throw('No certificate');
  });
});

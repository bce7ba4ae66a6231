import { createServer } from 'node:http';
import { expect } from 'chai';
import express from 'express';
import { securityHeaders } from '../../src/portal/security-headers.js';
import { close, listen } from '../support/identity-fixture.js';
import { startWholeService, type RunningService } from '../support/running-service.js';
import { draftSchedule } from '../support/university.js';
import { takeAction } from '../../src/workflow/take-action.js';

describe('every kind of answer', () => {
  let service: RunningService;
  let caseId: number;

  before(async () => {
    service = await startWholeService();
    caseId = await draftSchedule(service.university);
    const author = await service.university.person('dispatcher1');

    await takeAction(service.composition.engine, author, caseId, {
      action: 'submit',
      version: 0,
      comment: '',
      remarks: [],
      answers: [],
    });
  });
  after(() => service.stop());

  const kinds: Record<string, () => Promise<{ status: number; headers: Headers }>> = {
    'a page': () => fetch(`${service.url}/`),
    'a page of an error': () => fetch(`${service.url}/nowhere`, { headers: { accept: 'text/html' } }),
    'an answer of the API': () => service.call('dispatcher1', 'case', { params: { caseId } }),
    'a refusal of the API': () => service.call(undefined, 'me'),
    'a refusal for a broken body': () => service.call('dispatcher1', 'setLocale', { text: '{' }),
    'a file': () => service.call('dispatcher1', 'agreementSheet', { params: { caseId } }),
    'a script': () => fetch(`${service.url}/portal/start.js`),
    'the state of health': () => fetch(`${service.url}/healthz`),
    'the description of the API': () => fetch(`${service.url}/openapi.json`),
  };

  for (const [kind, ask] of Object.entries(kinds))
    it(`${kind} may be neither framed, nor guessed at, nor run anything foreign`, async () => {
      const { headers } = await ask();
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy)
        .to.match(/default-src 'none'/)
        .and.match(/frame-ancestors 'none'/)
        .and.match(/base-uri 'none'/);
      expect(policy).not.to.match(/unsafe-(inline|eval)|\*/);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('DENY');
      expect(headers.get('referrer-policy')).to.equal('no-referrer');
      expect(headers.get('x-powered-by')).to.equal(null);
    });

  for (const kind of ['a page', 'a page of an error', 'an answer of the API', 'a refusal of the API', 'a file'])
    it(`${kind} is kept by nobody on the way`, async () => {
      expect((await kinds[kind]!()).headers.get('cache-control')).to.equal('no-store');
    });

  it('a file is saved and not opened in the place of our pages', async () => {
    const { headers } = await kinds['a file']!();
    expect(headers.get('content-disposition')).to.match(/^attachment; /);
  });
});

describe('browsers that came once through https', () => {
  const hsts = async (publicUrl: string) => {
    const server = createServer(express().use(securityHeaders({ publicUrl, saml: undefined })));
    const { headers } = await fetch(await listen(server));
    await close(server);
    return headers.get('strict-transport-security');
  };
  it('are told to come so for half a year at least; on a developer’s machine nobody is', async () => {
    expect(Number(/max-age=(\d+)/.exec((await hsts('https://qashyq.test')) ?? '')?.[1])).to.be.at.least(180 * 86_400);
    expect(await hsts('http://127.0.0.1:8080')).to.equal(null);
  });
});

describe('signing out everywhere', () => {
  it('ends all sessions of the person, and of nobody else', async () => {
    const service = await startWholeService();
    const { db, person } = service.university;
    const [me, other] = [await person('dean1'), await person('dean2')];
    const session = { saml_name_id: null, saml_session_index: null, data_json: '{}', expires_at: Date.now() + 60_000 };
    await db('sessions').insert([
      { id_hash: 'a', person_id: me.id, ...session },
      { id_hash: 'b', person_id: me.id, ...session },
      { id_hash: 'c', person_id: other.id, ...session },
    ]);
    const { status } = await service.call('dean1', 'signOutEverywhere');
    expect(status).to.equal(204);
    expect((await db('sessions')).map((row) => row.id_hash)).to.deep.equal(['c']);
    await service.stop();
  });
});

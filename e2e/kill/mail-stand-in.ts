/** The university's mail server, which nobody kills: it takes every mail and counts them by their ids. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailStandIn {
  url: string;
  /** How often each mail came, by its id without the host, e.g. `digest-7`. */
  mails: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function startMailStandIn(): Promise<MailStandIn> {
  const mails = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        ({ messageId }) => {
          const id = /^<(.+)@/.exec(messageId ?? '')?.[1] ?? 'no id';
          mails.set(id, (mails.get(id) ?? 0) + 1);
          done();
        },
        (error: unknown) => done(error as Error),
      );
    },
  });
  // A killed worker leaves its conversation.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Mail through the university's own server. A mail has the id of its notice, so that a repeated one is recognised as the same. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { createTransport } from 'nodemailer';
import type { Locale } from '@qashyq/shared-types';
import type { Catalogue } from '../i18n/catalogue.js';
import { RetryLater, ParkEffect } from './effect-handler.js';

export interface Mail {
  id: string;
  to: { name: string; address: string };
  locale: Locale;
  subject: string;
  text: string;
  /** Where the screen is, e.g. `#/cases/42`. */
  fragment: string;
}
export interface Mailer {
  /** Throws RetryLater when the server is away, ParkEffect when it refuses the address. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const view = (name: string) =>
  Handlebars.compile(readFileSync(fileURLToPath(new URL(`../../views/mail/${name}`, import.meta.url)), 'utf8'), {
    strict: true,
  });

export function createMailer(settings: {
  smtpUrl: string;
  from: string;
  publicUrl: string;
  catalogue: Catalogue;
}): Mailer {
  const transport = createTransport({
    url: settings.smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
  });
  const html = view('notice.html.hbs');
  const plain = view('notice.txt.hbs');

  return {
    async send(mail) {
      const context = {
        locale: mail.locale,
        subject: mail.subject,
        text: mail.text,
        link: `${settings.publicUrl}/${mail.fragment}`,
        open: settings.catalogue.text(mail.locale, 'mail_open'),
        footer: settings.catalogue.text(mail.locale, 'mail_footer'),
      };
      try {
        await transport.sendMail({
          messageId: `<${mail.id}@${new URL(settings.publicUrl).hostname}>`,
          from: { name: settings.catalogue.text(mail.locale, 'pluginname'), address: settings.from },
          to: mail.to,
          subject: mail.subject,
          text: plain(context),
          html: html(context),
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        if (code === 'EENVELOPE' && (responseCode ?? 550) >= 500) throw new ParkEffect('mailRefused');
        throw new RetryLater('mailServerAway', [], { cause: error });
      }
    },
    close: () => transport.close(),
  };
}

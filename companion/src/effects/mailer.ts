/** Mail through the university's own server. A mail has the id of its notice or digest, so that a repeated one is recognised as the same. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { createTransport } from 'nodemailer';
import type { Locale } from '@qashyq/shared-types';
import type { Catalogue } from '../i18n/catalogue.js';
import { RetryLater, ParkEffect } from './effect-handler.js';
import type { NoticeText } from './notice-texts.js';

interface Letter {
  id: string;
  to: { name: string; address: string };
  locale: Locale;
  subject: string;
}
/** Something to tell, and where its screen is, e.g. `#/cases/42`. */
type Told = NoticeText & { fragment: string };

export type Mail = Letter & Told;
export interface DigestMail extends Letter {
  items: readonly Told[];
}
/** A mail with an event that calendar programs take in. */
export type InvitationMail = Mail & { calendar: { method: 'request' | 'cancel'; content: string } };
/** All throw RetryLater when the server is away, ParkEffect when it refuses the address. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  sendDigest(mail: DigestMail): Promise<void>;
  sendInvitation(mail: InvitationMail): Promise<void>;
  close(): void;
}

const view = (name: string) =>
  Handlebars.compile(readFileSync(fileURLToPath(new URL(`../../views/mail/${name}`, import.meta.url)), 'utf8'), {
    strict: true,
  });
const views = (name: string) => ({ html: view(`${name}.html.hbs`), plain: view(`${name}.txt.hbs`) });

export function createMailer(settings: {
  smtpUrl: string;
  from: string;
  publicUrl: string;
  catalogue: Catalogue;
}): Mailer {
  const { catalogue, publicUrl } = settings;
  const transport = createTransport({
    url: settings.smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
  });
  const notice = views('notice');
  const digest = views('digest');
  const link = (fragment: string) => `${publicUrl}/${fragment}`;

  async function post(
    letter: Letter,
    { html, plain }: ReturnType<typeof views>,
    facts: object,
    calendar?: InvitationMail['calendar'],
  ): Promise<void> {
    const context = {
      ...facts,
      locale: letter.locale,
      subject: letter.subject,
      footer: catalogue.text(letter.locale, 'mail_footer'),
    };
    try {
      await transport.sendMail({
        messageId: `<${letter.id}@${new URL(publicUrl).hostname}>`,
        from: { name: catalogue.text(letter.locale, 'pluginname'), address: settings.from },
        to: letter.to,
        subject: letter.subject,
        text: plain(context),
        html: html(context),
        ...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: 'invite.ics' } }),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      if (code === 'EENVELOPE' && (responseCode ?? 550) >= 500) throw new ParkEffect('mailRefused');
      throw new RetryLater('mailServerAway', [], { cause: error });
    }
  }

  const told = (mail: Mail) => ({
    text: mail.text,
    link: link(mail.fragment),
    open: catalogue.text(mail.locale, 'mail_open'),
  });

  return {
    send: (mail) => post(mail, notice, told(mail)),
    sendInvitation: (mail) => post(mail, notice, told(mail), mail.calendar),
    sendDigest: (mail) =>
      post(mail, digest, {
        items: mail.items.map(({ subject, text, fragment }) => ({ subject, text, link: link(fragment) })),
        settings: catalogue.text(mail.locale, 'digest_settings'),
        settingsLink: link('#/notices'),
      }),
    close: () => transport.close(),
  };
}

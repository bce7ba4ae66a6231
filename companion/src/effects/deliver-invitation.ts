/**
 * Mails the newest state of an invitation, with the event for the calendar. It goes by mail to Moodle users as well, whatever pace of mail
 * they chose: Moodle's messages carry no calendar events.
 */
import type { Knex } from 'knex';
import { localDate, localTime } from '../calendar/local-time.js';
import { dateText } from '../calendar/plain-dates.js';
import { inTransaction } from '../db/transaction.js';
import { findUnsent, markSent } from '../features/training/invitations/invitations.js';
import { invitationCalendar, invitationUid } from '../features/training/invitations/invitation-ical.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { EffectHandler } from './effect-handler.js';
import type { Mailer } from './mailer.js';
import { finish } from './outbox.js';

export function deliverInvitation(deps: {
  db: Knex;
  catalogue: Catalogue;
  mailer: Mailer | undefined;
  /** Whose invitation it is: the address our mails come from. */
  organizer: string;
  publicUrl: string;
  now: () => number;
}): EffectHandler<'deliver-invitation'> {
  const { db, catalogue, mailer, organizer, publicUrl, now } = deps;

  return async ({ payload, lease }) => {
    const unsent = await findUnsent(db, payload.invitationId, payload.sequence, now());
    const person = unsent && (await db('persons').where({ id: unsent.invitation.person_id }).first());
    if (unsent === undefined || person === undefined || person.email === null || mailer === undefined)
      return finish(db, lease, now());

    const { invitation, training } = unsent;
    const { locale } = person;
    const title = training[`title_${locale}`] || training.title_kk || training.title_ru || training.title_en;
    const [startsAt, endsAt] = [Number(invitation.starts_at), Number(invitation.ends_at)];
    const kind = invitation.method === 'cancel' ? 'cancelled' : invitation.sent_sequence === null ? 'new' : 'changed';
    const place = invitation.place === '' ? catalogue.text(locale, 'invitation_place_later') : invitation.place;
    const facts = {
      title,
      when: `${dateText(localDate(startsAt))} ${localTime(startsAt)}–${localTime(endsAt)}`,
      place,
    };
    const fragment = `#/trainings/${training.id}`;
    const host = new URL(publicUrl).hostname;
    const text = catalogue.text(locale, `invitation_${kind}_text`, facts);
    const to = { name: person[`name_${locale}`], address: person.email };
    await mailer.sendInvitation({
      id: `invitation-${invitation.id}-${invitation.sequence}`,
      to,
      locale,
      subject: catalogue.text(locale, `invitation_${kind}_subject`, facts),
      text,
      fragment,
      calendar: {
        method: invitation.method,
        content: invitationCalendar({
          uid: invitationUid(invitation.session_key, person.id, host),
          sequence: invitation.sequence,
          method: invitation.method,
          startsAt,
          endsAt,
          stampedAt: now(),
          summary: title,
          place: invitation.place,
          description: text,
          url: `${publicUrl}/${fragment}`,
          organizer: { name: catalogue.text(locale, 'pluginname'), email: organizer },
          attendee: { name: to.name, email: to.address },
          locale,
        }),
      },
    });
    await inTransaction(db, async (trx) => {
      await markSent(trx, invitation.id, invitation.sequence);
      await finish(trx, lease, now());
    });
  };
}

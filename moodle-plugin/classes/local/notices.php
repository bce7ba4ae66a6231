<?php
// This file is part of Qashyq.
//
// Qashyq is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Qashyq is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Qashyq.  If not, see <https://www.gnu.org/licenses/>.

namespace local_qashyq\local;

use core\message\message;

/**
 * Sends notices through Moodle's message provider, each once however often it is asked for.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class notices {
    /**
     * Sends what was not sent before.
     *
     * @param array[] $notices as the wire has them: externalid, userid, subject, text, fragment
     * @return array sent, already: numbers; refused: notices with reason and subject
     */
    public function send(array $notices): array {
        global $DB;
        $answer = ['sent' => 0, 'already' => 0, 'refused' => []];
        $externalids = array_column($notices, 'externalid');
        $known = $DB->get_records_list('local_qashyq_notices', 'externalid', $externalids, '', 'externalid');
        $people = $DB->get_records_list('user', 'id', array_unique(array_column($notices, 'userid')));
        foreach ($notices as $notice) {
            $person = $people[$notice['userid']] ?? null;
            if (isset($known[$notice['externalid']])) {
                $answer['already']++;
            } else if (!$person || $person->deleted || isguestuser($person)) {
                $answer['refused'][] = $this->refusal($notice, 'usernotfound');
            } else if (!$this->deliver($notice, $person)) {
                $answer['refused'][] = $this->refusal($notice, 'notsent');
            } else {
                $answer['sent']++;
            }
        }
        return $answer;
    }

    /**
     * Sends one notice. The row that remembers it stands or falls with it: they are one transaction, and the unique external
     * id lets only one of two simultaneous requests through.
     *
     * @param array $notice
     * @param \stdClass $person
     * @return bool whether Moodle has taken it
     */
    private function deliver(array $notice, \stdClass $person): bool {
        global $DB;
        $transaction = $DB->start_delegated_transaction();
        $taken = message_send($this->message($notice, $person));
        if ($taken) {
            $DB->insert_record('local_qashyq_notices', [
                'externalid' => $notice['externalid'],
                'userid' => $notice['userid'],
                'timecreated' => \core\di::get(\core\clock::class)->time(),
            ]);
        }
        try {
            $transaction->allow_commit();
        } catch (\moodle_exception $fault) {
            if (!$transaction->is_disposed()) {
                throw $fault;
            }
            // The notice is in Moodle. Only then it goes out by mail and to phones, and that this failed (Moodle says so to
            // its log) must not keep the next notices back. Hence also one transaction for each.
        }
        return (bool) $taken;
    }

    /**
     * The message of a notice. Its text is plain and already in the reader's language.
     *
     * @param array $notice
     * @param \stdClass $person
     * @return message
     */
    private function message(array $notice, \stdClass $person): message {
        $message = new message();
        $message->component = 'local_qashyq';
        $message->name = 'notice';
        $message->notification = 1;
        $message->userfrom = \core_user::get_noreply_user();
        $message->userto = $person;
        $message->subject = $notice['subject'];
        $message->fullmessage = $notice['text'];
        $message->fullmessageformat = FORMAT_PLAIN;
        $message->fullmessagehtml = nl2br(s($notice['text']));
        $message->smallmessage = $notice['subject'];
        $message->contexturl = (new \moodle_url('/local/qashyq/index.php'))->out(false) . $notice['fragment'];
        $message->contexturlname = get_string_manager()->get_string('opennotice', 'local_qashyq', null, $person->lang);
        return $message;
    }

    /**
     * A row that says which notice was not sent, and why.
     *
     * @param array $notice
     * @param string $reason usernotfound or notsent
     * @return array
     */
    private function refusal(array $notice, string $reason): array {
        return ['externalid' => $notice['externalid'], 'reason' => $reason, 'subject' => (string) $notice['userid']];
    }
}

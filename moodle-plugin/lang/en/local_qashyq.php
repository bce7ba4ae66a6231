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

/**
 * Texts of Qashyq in English: of the plugin, of the portal, of mails and of printed forms.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['adminpage'] = 'Effects';
$string['app_noscript'] = 'Switch JavaScript on in your browser to use this page.';
$string['app_notconnected'] = 'This page is not ready yet: Moodle is not connected with the Qashyq companion.';
$string['app_notconnected_ask'] = 'Please tell the site administrator.';
$string['app_notconnected_settings'] = 'Set the companion\'s address';
$string['cliconnecthelp'] = 'Connects Moodle and the Qashyq companion and checks both directions.

--companion=URL  keep this address of the companion; without it the kept one is used
-h, --help       this text

Exits with 0 when both directions work.';
$string['companion'] = 'Address of the companion service';
$string['companion_desc'] = 'Where the Qashyq companion service answers, for example https://qashyq.example.kz. Both this server and people\'s browsers must be able to reach it. When you save it, Moodle and the companion connect by themselves: there is no key or password to copy.';
$string['connection'] = 'Connection with the companion';
$string['connection_back'] = 'Companion → Moodle';
$string['connection_checkagain'] = 'Check again';
$string['connection_checkedat'] = 'Checked: {$a}';
$string['connection_fails'] = 'fails';
$string['connection_notchecked'] = 'The connection has not been checked yet.';
$string['connection_notcompanion'] = 'Something answers at {$a->companion}, but it is not the Qashyq companion ({$a->detail}). Check the address.';
$string['connection_notset'] = 'The state of the connection appears here once the address is set.';
$string['connection_nowayback'] = 'The companion could not call Moodle: {$a->detail} See that {$a->moodle} can be reached from its server, then check again.';
$string['connection_refused'] = 'The companion refused this Moodle: {$a->detail} The companion must have been told that Moodle\'s address is {$a->moodle}.';
$string['connection_setup'] = 'Moodle\'s side could not be prepared: {$a->detail}';
$string['connection_there'] = 'Moodle → companion';
$string['connection_unknown'] = 'not known yet';
$string['connection_unreachable'] = 'The Moodle server could not connect to {$a->companion} ({$a->detail}). See that the companion is running and that this server may connect to it, then check again.';
$string['connection_works'] = 'works';
$string['effectdetail_coursenotfound'] = 'Moodle has no course with the ID number “{$a->subject}” (lessons: {$a->count})';
$string['effectdetail_groupnotfound'] = 'The Moodle course has no group “{$a->subject}” (lessons: {$a->count})';
$string['effecterror_eventsrefused'] = 'Some lessons could not be placed in Moodle; the others are published.';
$string['effecterror_mailrefused'] = 'The mail server refused the address.';
$string['effecterror_mailserveraway'] = 'The mail server did not answer. It is tried again by itself.';
$string['effecterror_moodlenotconnected'] = 'No Moodle is connected yet. Connect it and try again.';
$string['effecterror_moodlenotunderstood'] = 'Moodle\'s answer was not understood. Check the version of the plugin.';
$string['effecterror_moodlerefused'] = 'Moodle refused the request. Check the plugin and its service account.';
$string['effecterror_moodleunreachable'] = 'Moodle did not answer. It is tried again by itself.';
$string['effecterror_unexpected'] = 'Something unexpected happened. Try again; if it stays, tell the department.';
$string['error_companionaddress'] = 'Enter a full address such as https://qashyq.example.kz: protocol, server and, if needed, port and path, nothing else.';
$string['error_companionhttps'] = 'This Moodle is served over https, so the companion\'s address must begin with https:// too: browsers block the connection otherwise.';
$string['error_companionnotset'] = 'The address of the Qashyq companion is not set. Please tell the site administrator.';
$string['error_keynotmade'] = 'The signing key could not be made. See that PHP\'s OpenSSL extension supports the curve P-256.';
$string['error_loggedinas'] = 'This page is closed while you are logged in as somebody else: decisions here are made in one\'s own name.';
$string['error_repeatedrow'] = 'The row "{$a}" occurs twice in one request. Send each row once.';
$string['error_requesttruncated'] = 'The request did not arrive whole: {$a->announced} rows were sent, {$a->arrived} arrived. Send fewer rows or raise PHP\'s max_input_vars ({$a->limit}).';
$string['mail_footer'] = 'Sent by the system of the Distance Learning Department. There is no need to reply.';
$string['mail_open'] = 'Open';
$string['messageprovider:notice'] = 'Notices about agreement and schedules';
$string['notice_caseapproved_subject'] = 'Approved: {$a->title}';
$string['notice_caseapproved_text'] = '{$a->person} ({$a->role}) approved edition {$a->edition} of “{$a->title}”. It is being published to the Moodle calendar.';
$string['notice_casepublished_subject'] = 'Published: {$a->title}';
$string['notice_casepublished_text'] = 'Edition {$a->edition} of “{$a->title}” is now in the Moodle calendar of its teachers and learners.';
$string['notice_casereturned_subject'] = 'Returned for revision: {$a->title}';
$string['notice_casereturned_text'] = '{$a->person} ({$a->role}, {$a->unit}) returned edition {$a->edition} of “{$a->title}” with remarks. Correct it and submit a new edition.';
$string['notice_decisionawaited_subject'] = 'Your decision is awaited: {$a->title}';
$string['notice_decisionawaited_text'] = '“{$a->title}”, edition {$a->edition}. You are asked to decide as {$a->role} ({$a->unit}).';
$string['notice_publicationparked_subject'] = 'Publication is stuck: {$a->title}';
$string['notice_publicationparked_text'] = 'Edition {$a->edition} of “{$a->title}” was not fully published. The reason and the retry are on the background work page.';
$string['notice_stepagreed_subject'] = 'Agreed: {$a->title}';
$string['notice_stepagreed_text'] = '{$a->person} ({$a->role}, {$a->unit}) agreed edition {$a->edition} of “{$a->title}”.';
$string['obstacle_draftunchanged'] = 'Nothing has changed since the last edition.';
$string['obstacle_emptydraft'] = 'The schedule has no lines yet. Import a file first.';
$string['obstacle_openclashes'] = 'Unresolved clashes: {$a->count}. Correct the file and import it again, or give the reason in the “Clash reason” column.';
$string['obstacle_vacantseat'] = 'There is nobody to decide as {$a->role} ({$a->unit}). Ask the department to appoint somebody.';
$string['opennotice'] = 'Open and look';
$string['pluginname'] = 'Qashyq distance learning';
$string['privacy:metadata:companion'] = 'When a person opens the distance learning page, the Qashyq companion gets these to know who it is.';
$string['privacy:metadata:companion:email'] = 'The person\'s e-mail address.';
$string['privacy:metadata:companion:firstname'] = 'The person\'s first name.';
$string['privacy:metadata:companion:idnumber'] = 'The person\'s ID number at the university.';
$string['privacy:metadata:companion:lang'] = 'The language the person reads.';
$string['privacy:metadata:companion:lastname'] = 'The person\'s last name.';
$string['privacy:metadata:companion:manage'] = 'Whether the person manages distance learning in site administration.';
$string['privacy:metadata:companion:userid'] = 'The person\'s id in Moodle.';
$string['privacy:metadata:companion:username'] = 'The person\'s username.';
$string['privacy:metadata:message'] = 'Notices are sent through Moodle\'s messaging.';
$string['privacy:metadata:notices'] = 'Which notice was sent to a person, so that none is sent twice.';
$string['privacy:metadata:notices:externalid'] = 'The companion\'s id of the notice.';
$string['privacy:metadata:notices:timecreated'] = 'When the notice was sent.';
$string['privacy:metadata:notices:userid'] = 'Who got the notice.';
$string['qashyq:manage'] = 'Manage distance learning in site administration';
$string['qashyq:notify'] = 'Send notices (service account)';
$string['qashyq:publish'] = 'Publish the lesson schedule to the calendar (service account)';
$string['qashyq:view'] = 'Open the distance learning workbench';
$string['serviceaccount'] = 'service account';
$string['servicerole'] = 'Qashyq companion';
$string['servicerole_desc'] = 'What the Qashyq companion may do: publish to the calendar and send notices. Made by the plugin, not meant for people.';

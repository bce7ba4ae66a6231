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
 * Texts of Qashyq in Kazakh: of the plugin, of the portal, of mails and of printed forms.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['adminpage'] = 'Орындалатын әрекеттер';
$string['app_noscript'] = 'Бұл бетті пайдалану үшін браузерде JavaScript қосылуы керек.';
$string['app_notconnected'] = 'Бұл бет әзірге дайын емес: Moodle Qashyq қызметіне қосылмаған.';
$string['app_notconnected_ask'] = 'Сайт әкімшісіне хабарласыңыз.';
$string['app_notconnected_settings'] = 'Қызметтің мекенжайын енгізу';
$string['cliconnecthelp'] = 'Moodle мен Qashyq қызметін байланыстырып, екі бағытты тексереді.

--companion=МЕКЕНЖАЙ  қызметтің мекенжайын сақтау; көрсетілмесе, сақталғаны алынады
-h, --help             осы мәтін

Екі бағыт та жұмыс істесе, 0 кодымен аяқталады.';
$string['companion'] = 'Qashyq қызметінің мекенжайы';
$string['companion_desc'] = 'Серверде орнатылған Qashyq қызметі осы мекенжайда жауап береді, мысалы, https://qashyq.example.kz. Оған осы сервер де, пайдаланушылардың браузерлері де қосыла алуы керек. Сақтағаннан кейін Moodle мен қызмет өздігінен байланысады: кілт те, құпиясөз де көшірудің қажеті жоқ.';
$string['connection'] = 'Qashyq қызметімен байланыс';
$string['connection_back'] = 'Qashyq қызметі → Moodle';
$string['connection_checkagain'] = 'Қайта тексеру';
$string['connection_checkedat'] = 'Тексерілген уақыты: {$a}';
$string['connection_fails'] = 'байланыс жоқ';
$string['connection_notchecked'] = 'Байланыс әлі тексерілген жоқ.';
$string['connection_notcompanion'] = '{$a->companion} мекенжайында жауап бар, бірақ ол Qashyq қызметі емес ({$a->detail}). Мекенжайды тексеріңіз.';
$string['connection_notset'] = 'Мекенжай енгізілгеннен кейін байланыстың күйі осы жерде көрсетіледі.';
$string['connection_nowayback'] = 'Qashyq қызметі Moodle-ға қосыла алмады: {$a->detail} Қызмет тұрған серверден {$a->moodle} мекенжайына жол ашық екенін тексеріп, «Қайта тексеру» түймесін басыңыз.';
$string['connection_refused'] = 'Qashyq қызметі осы Moodle-ды қабылдамады: {$a->detail} Қызметтің баптауында Moodle мекенжайы {$a->moodle} деп көрсетілуі керек.';
$string['connection_setup'] = 'Moodle жағын дайындау мүмкін болмады: {$a->detail}';
$string['connection_there'] = 'Moodle → Qashyq қызметі';
$string['connection_unknown'] = 'әзірге белгісіз';
$string['connection_unreachable'] = 'Moodle сервері {$a->companion} мекенжайына қосыла алмады ({$a->detail}). Қызметтің іске қосылғанын және осы серверден оған жол ашық екенін тексеріп, «Қайта тексеру» түймесін басыңыз.';
$string['connection_works'] = 'байланыс бар';
$string['effectdetail_coursenotfound'] = 'Moodle-де «{$a->subject}» идентификаторы бар курс жоқ (сабақ саны: {$a->count})';
$string['effectdetail_groupnotfound'] = 'Moodle курсында «{$a->subject}» тобы жоқ (сабақ саны: {$a->count})';
$string['effecterror_eventsrefused'] = 'Кейбір сабақтарды Moodle-ге орналастыру мүмкін болмады; қалғандары жарияланды.';
$string['effecterror_mailrefused'] = 'Пошта сервері мекенжайды қабылдамады.';
$string['effecterror_mailserveraway'] = 'Пошта сервері жауап бермеді. Қайта әрекет автоматты түрде жасалады.';
$string['effecterror_moodlenotconnected'] = 'Moodle әлі қосылмаған. Оны қосып, қайталап көріңіз.';
$string['effecterror_moodlenotunderstood'] = 'Moodle түсініксіз жауап берді. Плагин нұсқасын тексеріңіз.';
$string['effecterror_moodlerefused'] = 'Moodle сұрауды қабылдамады. Плагин мен қызметтік есептік жазбаны тексеріңіз.';
$string['effecterror_moodleunreachable'] = 'Moodle жауап бермеді. Қайта әрекет автоматты түрде жасалады.';
$string['effecterror_unexpected'] = 'Күтпеген қате. Қайталап көріңіз; қайталанса, бөлімге хабарлаңыз.';
$string['error_companionaddress'] = 'Толық мекенжайды енгізіңіз, мысалы, https://qashyq.example.kz: тек хаттама, сервер, қажет болса порт пен жол.';
$string['error_companionhttps'] = 'Бұл Moodle https арқылы жұмыс істейді, сондықтан Qashyq қызметінің мекенжайы да https:// деп басталуы керек: әйтпесе браузерлер оған қосылмайды.';
$string['error_companionnotset'] = 'Qashyq қызметінің мекенжайы көрсетілмеген. Сайт әкімшісіне хабарласыңыз.';
$string['error_keynotmade'] = 'Қолтаңба кілтін жасау мүмкін болмады. PHP-дің OpenSSL кеңейтімі P-256 қисығын қолдайтынын тексеріңіз.';
$string['error_loggedinas'] = 'Басқа адамның атынан кірген кезде бұл бет ашылмайды: мұндағы шешімдерді әркім өз атынан қабылдайды.';
$string['error_repeatedrow'] = 'Бір сұраныста «{$a}» жолы екі рет кездеседі. Әр жолды бір рет жіберіңіз.';
$string['error_requesttruncated'] = 'Сұраныс толық жетпеді: {$a->announced} жол жіберілді, {$a->arrived} жол келді. Аз жолмен қайта жіберіңіз немесе PHP-дің max_input_vars шегін ({$a->limit}) көтеріңіз.';
$string['mail_footer'] = 'Бұл хатты қашықтықтан оқыту бөлімінің жүйесі жіберді. Жауап жазудың қажеті жоқ.';
$string['mail_open'] = 'Ашу';
$string['messageprovider:notice'] = 'Келісу мен кесте туралы хабарламалар';
$string['notice_caseapproved_subject'] = 'Бекітілді: {$a->title}';
$string['notice_caseapproved_text'] = '{$a->person} ({$a->role}) «{$a->title}» құжатының {$a->edition}-редакциясын бекітті. Ол Moodle күнтізбесіне жарияланады.';
$string['notice_casepublished_subject'] = 'Жарияланды: {$a->title}';
$string['notice_casepublished_text'] = '«{$a->title}» құжатының {$a->edition}-редакциясын енді оқытушылар мен білім алушылар Moodle күнтізбесінен көреді.';
$string['notice_casereturned_subject'] = 'Пысықтауға қайтарылды: {$a->title}';
$string['notice_casereturned_text'] = '{$a->person} ({$a->role}, {$a->unit}) «{$a->title}» құжатының {$a->edition}-редакциясын ескертулермен қайтарды. Ескертулерді түзетіп, жаңа редакцияны жіберіңіз.';
$string['notice_decisionawaited_subject'] = 'Шешіміңіз күтілуде: {$a->title}';
$string['notice_decisionawaited_text'] = '«{$a->title}», {$a->edition}-редакция. Сізден «{$a->role}» ретінде шешім күтіледі ({$a->unit}).';
$string['notice_publicationparked_subject'] = 'Жариялау тоқтап қалды: {$a->title}';
$string['notice_publicationparked_text'] = '«{$a->title}» құжатының {$a->edition}-редакциясы толық жарияланбады. Себебі мен қайталау батырмасы «Фондық жұмыстар» бетінде.';
$string['notice_stepagreed_subject'] = 'Келісілді: {$a->title}';
$string['notice_stepagreed_text'] = '{$a->person} ({$a->role}, {$a->unit}) «{$a->title}» құжатының {$a->edition}-редакциясын келісті.';
$string['obstacle_draftunchanged'] = 'Соңғы редакциядан кейін ештеңе өзгерген жоқ.';
$string['obstacle_emptydraft'] = 'Кестеде бірде-бір жол жоқ. Алдымен файлды жүктеңіз.';
$string['obstacle_openclashes'] = 'Шешілмеген қайшылықтар: {$a->count}. Кестені түзетіп, қайта жүктеңіз немесе себебін «Қайшылық негіздемесі» бағанында көрсетіңіз.';
$string['obstacle_vacantseat'] = '«{$a->role}» рөлінде шешім қабылдайтын ешкім жоқ ({$a->unit}). Бөлімге хабарласыңыз.';
$string['opennotice'] = 'Ашып қарау';
$string['pluginname'] = 'Қашықтықтан оқыту';
$string['privacy:metadata:companion'] = 'Адам қашықтықтан оқыту бетін ашқанда, Qashyq қызметі оны тану үшін осы деректерді алады.';
$string['privacy:metadata:companion:email'] = 'Электрондық пошта мекенжайы.';
$string['privacy:metadata:companion:firstname'] = 'Аты.';
$string['privacy:metadata:companion:idnumber'] = 'Пайдаланушының университеттегі нөмірі.';
$string['privacy:metadata:companion:lang'] = 'Таңдаған тілі.';
$string['privacy:metadata:companion:lastname'] = 'Тегі.';
$string['privacy:metadata:companion:manage'] = 'Сайт әкімшілігінде қашықтықтан оқытуды басқара ала ма.';
$string['privacy:metadata:companion:userid'] = 'Пайдаланушының Moodle-дағы нөмірі.';
$string['privacy:metadata:companion:username'] = 'Пайдаланушының логині.';
$string['privacy:metadata:message'] = 'Хабарламалар Moodle-дың хабар жүйесі арқылы жіберіледі.';
$string['privacy:metadata:notices'] = 'Адамға қандай хабарлама жіберілгені туралы белгі; соның арқасында хабарлама екі рет жіберілмейді.';
$string['privacy:metadata:notices:externalid'] = 'Хабарламаның Qashyq қызметіндегі нөмірі.';
$string['privacy:metadata:notices:timecreated'] = 'Хабарлама жіберілген уақыт.';
$string['privacy:metadata:notices:userid'] = 'Хабарламаны алған адам.';
$string['qashyq:manage'] = 'Қашықтықтан оқытуды сайт әкімшілігінде басқару';
$string['qashyq:notify'] = 'Хабарламалар жіберу (қызметтік тіркелгі)';
$string['qashyq:publish'] = 'Сабақ кестесін күнтізбеге жариялау (қызметтік тіркелгі)';
$string['qashyq:view'] = 'Қашықтықтан оқыту бетін ашу';
$string['serviceaccount'] = 'қызметтік тіркелгі';
$string['servicerole'] = 'Qashyq қызметі';
$string['servicerole_desc'] = 'Qashyq қызметінің құқықтары: күнтізбеге жариялау және хабарлама жіберу. Плагин өзі жасайды, адамдарға берілмейді.';

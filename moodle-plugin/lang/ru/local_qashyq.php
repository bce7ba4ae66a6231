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
 * Texts of Qashyq in Russian: of the plugin, of the portal, of mails and of printed forms.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['adminpage'] = 'Исполнение действий';
$string['app_noscript'] = 'Для работы этой страницы включите в браузере JavaScript.';
$string['app_notconnected'] = 'Страница пока не готова: Moodle ещё не соединён со службой Qashyq.';
$string['app_notconnected_ask'] = 'Обратитесь к администратору сайта.';
$string['app_notconnected_settings'] = 'Указать адрес службы';
$string['cliconnecthelp'] = 'Соединяет Moodle и службу Qashyq и проверяет связь в обе стороны.

--companion=АДРЕС  сохранить адрес службы; без него берётся сохранённый
-h, --help         этот текст

Завершается с кодом 0, если связь есть в обе стороны.';
$string['companion'] = 'Адрес службы Qashyq';
$string['companion_desc'] = 'Здесь отвечает установленная на сервере служба Qashyq, например https://qashyq.example.kz. Адрес должен быть доступен и этому серверу, и браузерам пользователей. После сохранения Moodle и служба свяжутся сами: ни ключи, ни пароли копировать не нужно.';
$string['connection'] = 'Связь со службой Qashyq';
$string['connection_back'] = 'Служба Qashyq → Moodle';
$string['connection_checkagain'] = 'Проверить снова';
$string['connection_checkedat'] = 'Проверено: {$a}';
$string['connection_fails'] = 'связи нет';
$string['connection_notchecked'] = 'Связь ещё не проверялась.';
$string['connection_notcompanion'] = 'По адресу {$a->companion} кто-то отвечает, но это не служба Qashyq ({$a->detail}). Проверьте адрес.';
$string['connection_notset'] = 'Состояние связи появится здесь, когда будет указан адрес.';
$string['connection_nowayback'] = 'Служба Qashyq не смогла обратиться к Moodle: {$a->detail} Убедитесь, что с её сервера доступен адрес {$a->moodle}, и нажмите «Проверить снова».';
$string['connection_refused'] = 'Служба Qashyq не приняла этот Moodle: {$a->detail} В настройках службы адресом Moodle должен быть указан {$a->moodle}.';
$string['connection_setup'] = 'Не удалось подготовить сторону Moodle: {$a->detail}';
$string['connection_there'] = 'Moodle → служба Qashyq';
$string['connection_unknown'] = 'пока неизвестно';
$string['connection_unreachable'] = 'Сервер Moodle не смог соединиться с {$a->companion} ({$a->detail}). Убедитесь, что служба запущена и доступна с этого сервера, и нажмите «Проверить снова».';
$string['connection_works'] = 'связь есть';
$string['effectdetail_coursenotfound'] = 'В Moodle нет курса с идентификатором «{$a->subject}» (занятий: {$a->count})';
$string['effectdetail_groupnotfound'] = 'В курсе Moodle нет группы «{$a->subject}» (занятий: {$a->count})';
$string['effecterror_eventsrefused'] = 'Часть занятий не удалось разместить в Moodle; остальные опубликованы.';
$string['effecterror_mailrefused'] = 'Почтовый сервер не принял адрес.';
$string['effecterror_mailserveraway'] = 'Почтовый сервер не отвечает. Попытки повторяются сами.';
$string['effecterror_moodlenotconnected'] = 'Moodle ещё не подключён. Подключите его и повторите.';
$string['effecterror_moodlenotunderstood'] = 'Ответ Moodle не распознан. Проверьте версию плагина.';
$string['effecterror_moodlerefused'] = 'Moodle отклонил запрос. Проверьте плагин и служебную учётную запись.';
$string['effecterror_moodleunreachable'] = 'Moodle не отвечает. Попытки повторяются сами.';
$string['effecterror_unexpected'] = 'Непредвиденная ошибка. Повторите; если не поможет, сообщите в отдел.';
$string['error_companionaddress'] = 'Введите полный адрес, например https://qashyq.example.kz: только протокол, сервер и, если нужно, порт и путь.';
$string['error_companionhttps'] = 'Этот Moodle работает по https, поэтому и адрес службы Qashyq должен начинаться с https://, иначе браузеры заблокируют обращение к ней.';
$string['error_companionnotset'] = 'Адрес службы Qashyq не указан. Обратитесь к администратору сайта.';
$string['error_keynotmade'] = 'Не удалось создать ключ подписи. Проверьте, что расширение OpenSSL для PHP поддерживает кривую P-256.';
$string['error_loggedinas'] = 'При входе под именем другого пользователя эта страница недоступна: решения здесь каждый принимает от своего имени.';
$string['error_repeatedrow'] = 'Строка «{$a}» встречается в запросе дважды. Отправьте каждую строку один раз.';
$string['error_requesttruncated'] = 'Запрос дошёл не целиком: отправлено строк — {$a->announced}, получено — {$a->arrived}. Отправьте меньше строк или увеличьте предел PHP max_input_vars ({$a->limit}).';
$string['mail_footer'] = 'Письмо отправлено системой отдела дистанционного обучения. Отвечать на него не нужно.';
$string['mail_open'] = 'Открыть';
$string['messageprovider:notice'] = 'Уведомления о согласовании и расписании';
$string['notice_caseapproved_subject'] = 'Утверждено: {$a->title}';
$string['notice_caseapproved_text'] = '{$a->person} ({$a->role}): утверждена редакция {$a->edition} документа «{$a->title}». Она публикуется в календаре Moodle.';
$string['notice_casepublished_subject'] = 'Опубликовано: {$a->title}';
$string['notice_casepublished_text'] = 'Редакция {$a->edition} документа «{$a->title}» видна преподавателям и обучающимся в календаре Moodle.';
$string['notice_casereturned_subject'] = 'Возвращено на доработку: {$a->title}';
$string['notice_casereturned_text'] = '{$a->person} ({$a->role}, {$a->unit}): редакция {$a->edition} документа «{$a->title}» возвращена с замечаниями. Исправьте их и подайте новую редакцию.';
$string['notice_decisionawaited_subject'] = 'Ждёт вашего решения: {$a->title}';
$string['notice_decisionawaited_text'] = '«{$a->title}», редакция {$a->edition}. Решение ожидается от вас в роли «{$a->role}» ({$a->unit}).';
$string['notice_publicationparked_subject'] = 'Публикация остановилась: {$a->title}';
$string['notice_publicationparked_text'] = 'Редакция {$a->edition} документа «{$a->title}» опубликована не полностью. Причина и кнопка повтора — на странице «Фоновые работы».';
$string['notice_stepagreed_subject'] = 'Согласовано: {$a->title}';
$string['notice_stepagreed_text'] = '{$a->person} ({$a->role}, {$a->unit}): согласована редакция {$a->edition} документа «{$a->title}».';
$string['obstacle_draftunchanged'] = 'После последней редакции ничего не изменилось.';
$string['obstacle_emptydraft'] = 'В расписании нет ни одной строки. Сначала загрузите файл.';
$string['obstacle_openclashes'] = 'Нерешённых накладок: {$a->count}. Исправьте расписание и загрузите снова либо укажите причину в столбце «Обоснование накладки».';
$string['obstacle_vacantseat'] = 'Некому принять решение в роли «{$a->role}» ({$a->unit}). Обратитесь в отдел.';
$string['opennotice'] = 'Открыть и посмотреть';
$string['pluginname'] = 'Дистанционное обучение';
$string['privacy:metadata:companion'] = 'Когда человек открывает страницу дистанционного обучения, служба Qashyq получает эти данные, чтобы его узнать.';
$string['privacy:metadata:companion:email'] = 'Адрес электронной почты.';
$string['privacy:metadata:companion:firstname'] = 'Имя.';
$string['privacy:metadata:companion:idnumber'] = 'Номер пользователя в университете.';
$string['privacy:metadata:companion:lang'] = 'Выбранный язык.';
$string['privacy:metadata:companion:lastname'] = 'Фамилия.';
$string['privacy:metadata:companion:manage'] = 'Управляет ли человек дистанционным обучением в администрировании сайта.';
$string['privacy:metadata:companion:userid'] = 'Номер пользователя в Moodle.';
$string['privacy:metadata:companion:username'] = 'Логин пользователя.';
$string['privacy:metadata:message'] = 'Уведомления отправляются через систему сообщений Moodle.';
$string['privacy:metadata:notices'] = 'Отметка о том, какое уведомление человеку отправлено; благодаря ей оно не отправляется дважды.';
$string['privacy:metadata:notices:externalid'] = 'Номер уведомления в службе Qashyq.';
$string['privacy:metadata:notices:timecreated'] = 'Когда уведомление отправлено.';
$string['privacy:metadata:notices:userid'] = 'Кто получил уведомление.';
$string['qashyq:manage'] = 'Управлять дистанционным обучением в администрировании сайта';
$string['qashyq:notify'] = 'Отправлять уведомления (служебная учётная запись)';
$string['qashyq:publish'] = 'Публиковать расписание в календаре (служебная учётная запись)';
$string['qashyq:view'] = 'Открывать страницу дистанционного обучения';
$string['serviceaccount'] = 'служебная учётная запись';
$string['servicerole'] = 'Служба Qashyq';
$string['servicerole_desc'] = 'Права службы Qashyq: публиковать в календаре и отправлять уведомления. Создаётся плагином, людям не назначается.';

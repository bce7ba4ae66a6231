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

/**
 * The companion service, reached at the address that the administrator has set.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class companion {
    /** Seconds to wait for its answer; it calls Moodle back before it answers. */
    private const TIMEOUT = 20;

    /**
     * The companion at an address.
     *
     * @param string $address without a slash at the end
     */
    private function __construct(
        /** @var string without a slash at the end */
        public readonly string $address,
    ) {
    }

    /**
     * The companion of this site.
     *
     * @return self|null null while no address is set
     */
    public static function configured(): ?self {
        $address = self::normalised((string) get_config('local_qashyq', 'companion'));
        return $address === '' ? null : new self($address);
    }

    /**
     * An address as it is kept: without spaces around it and without a slash at the end.
     *
     * @param string $address
     * @return string
     */
    public static function normalised(string $address): string {
        return rtrim(trim($address), '/');
    }

    /**
     * What is wrong with an address.
     *
     * @param string $address normalised
     * @return string|null a sentence, or null where it is fine
     */
    public static function fault_of_address(string $address): ?string {
        global $CFG;
        $parts = parse_url($address);
        $onlywhere = $parts && !array_diff(array_keys($parts), ['scheme', 'host', 'port', 'path']);
        if (!$onlywhere || !isset($parts['host']) || !in_array($parts['scheme'] ?? '', ['http', 'https'], true)) {
            return get_string('error_companionaddress', 'local_qashyq');
        }
        // Browsers block what a page under https asks of an address under http, unless it is their own machine.
        $insecure = $parts['scheme'] === 'http' && !in_array($parts['host'], ['localhost', '127.0.0.1'], true);
        if ($insecure && str_starts_with($CFG->wwwroot, 'https://')) {
            return get_string('error_companionhttps', 'local_qashyq');
        }
        return null;
    }

    /**
     * Presents this Moodle: hands over the token of the service account and asks to be called back.
     *
     * @param string $wstoken
     * @return connection_state
     */
    public function pair(string $wstoken): connection_state {
        global $CFG;
        require_once($CFG->libdir . '/filelib.php');

        // The administrator has set this address, and the companion may well stand on this machine or in the internal network.
        $curl = new \curl(['ignoresecurity' => true]);
        $curl->setHeader([
            'Authorization: Bearer ' . token::pairing($this)->jwt,
            'Content-Type: application/json',
            'Accept: application/json',
            'Accept-Language: ' . locale::current(),
        ]);
        $body = $curl->post($this->address . '/api/moodle/pairing', json_encode(['wstoken' => $wstoken]), [
            'CURLOPT_TIMEOUT' => self::TIMEOUT,
            'CURLOPT_CONNECTTIMEOUT' => 5,
            // The token is for this address only, wherever it points to.
            'CURLOPT_FOLLOWLOCATION' => false,
        ]);
        if ($curl->get_errno()) {
            return new connection_state($this->address, 'unreachable', (string) $curl->error);
        }
        return $this->understand((int) $curl->get_info()['http_code'], json_decode($body));
    }

    /**
     * What the answer to the pairing says about the connection.
     *
     * @param int $status of HTTP
     * @param mixed $answer decoded JSON
     * @return connection_state
     */
    private function understand(int $status, mixed $answer): connection_state {
        if (isset($answer->error->message)) {
            // It has to fetch our public keys before it can believe us.
            $problem = ($answer->error->code ?? '') === 'moodleUnreachable' ? 'nowayback' : 'refused';
            return new connection_state($this->address, $problem, (string) $answer->error->message);
        }
        if ($status !== 200 || !is_bool($answer->reached ?? null)) {
            return new connection_state($this->address, 'notcompanion', "HTTP {$status}");
        }
        if (!$answer->reached) {
            return new connection_state($this->address, 'nowayback', (string) ($answer->error ?? ''));
        }
        return new connection_state($this->address);
    }
}

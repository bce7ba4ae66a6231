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

namespace local_qashyq\local\keys;

use core\encryption;
use Firebase\JWT\JWT;

/**
 * One EC P-256 key pair: signs with the private half and shows the public half as a JSON Web Key.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class key_pair {
    /** Bytes of one coordinate of a point on P-256. */
    private const COORDINATE_BYTES = 32;

    /**
     * A pair from its two halves.
     *
     * @param string $kid key id: the thumbprint of RFC 7638
     * @param string $publickey PEM
     * @param string $privatekey PEM, encrypted with Moodle's own key
     */
    private function __construct(
        /** @var string key id: the thumbprint of RFC 7638 */
        public readonly string $kid,
        /** @var string PEM */
        public readonly string $publickey,
        /** @var string PEM, encrypted with Moodle's own key */
        public readonly string $privatekey,
    ) {
    }

    /**
     * Makes a new pair.
     *
     * @return self
     * @throws \moodle_exception when OpenSSL has no P-256 or Moodle's encryption key cannot be read
     */
    public static function generate(): self {
        $pair = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
        if ($pair === false || !openssl_pkey_export($pair, $privatekey)) {
            throw new \moodle_exception('error_keynotmade', 'local_qashyq', '', null, (string) openssl_error_string());
        }
        $publickey = openssl_pkey_get_details($pair)['key'];
        return new self(self::thumbprint($publickey), $publickey, encryption::encrypt($privatekey));
    }

    /**
     * The pair kept in a row of local_qashyq_keys.
     *
     * @param \stdClass $row
     * @return self
     */
    public static function from_row(\stdClass $row): self {
        return new self($row->kid, $row->publickey, $row->privatekey);
    }

    /**
     * The public half as RFC 7517 wants it.
     *
     * @return string[]
     */
    public function jwk(): array {
        return self::public_members($this->publickey) + ['use' => 'sig', 'alg' => 'ES256', 'kid' => $this->kid];
    }

    /**
     * Can this site still read the private half? Not so after a database was restored beside another data folder.
     *
     * @return bool
     */
    public function is_readable(): bool {
        try {
            encryption::decrypt($this->privatekey);
            return true;
        } catch (\moodle_exception $unreadable) {
            return false;
        }
    }

    /**
     * Signs claims as a compact JWT.
     *
     * @param array $claims
     * @return string
     * @throws \moodle_exception when the private half is not readable
     */
    public function sign(array $claims): string {
        return JWT::encode($claims, encryption::decrypt($this->privatekey), 'ES256', $this->kid);
    }

    /**
     * The thumbprint of RFC 7638: SHA-256 of the required members in alphabetical order, without spaces.
     *
     * @param string $publickey PEM
     * @return string
     */
    private static function thumbprint(string $publickey): string {
        $members = self::public_members($publickey);
        ksort($members);
        return JWT::urlsafeB64Encode(hash('sha256', json_encode($members), true));
    }

    /**
     * The members that make the public key what it is.
     *
     * @param string $publickey PEM
     * @return string[]
     */
    private static function public_members(string $publickey): array {
        $point = openssl_pkey_get_details(openssl_pkey_get_public($publickey))['ec'];
        // OpenSSL drops leading zero bytes, RFC 7518 wants them.
        $coordinate = fn(string $bytes): string =>
            JWT::urlsafeB64Encode(str_pad($bytes, self::COORDINATE_BYTES, "\0", STR_PAD_LEFT));
        return ['kty' => 'EC', 'crv' => 'P-256', 'x' => $coordinate($point['x']), 'y' => $coordinate($point['y'])];
    }
}

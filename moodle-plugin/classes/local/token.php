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

use local_qashyq\local\keys\key_ring;

/**
 * A signed token for the companion: compact JWT, ES256, valid for five minutes.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class token {
    /** Seconds for which a token is valid. */
    public const LIFETIME = 5 * MINSECS;

    /**
     * A minted token.
     *
     * @param string $jwt
     * @param int $expires Unix seconds
     */
    private function __construct(
        /** @var string compact JWT */
        public readonly string $jwt,
        /** @var int Unix seconds */
        public readonly int $expires,
    ) {
    }

    /**
     * Presents the current person to the companion.
     *
     * @param companion $companion for whom it is
     * @return self
     */
    public static function launch(companion $companion): self {
        global $USER;
        return self::mint($companion, [
            'purpose' => 'launch',
            'sub' => (string) $USER->id,
            'username' => $USER->username,
            'idnumber' => (string) $USER->idnumber,
            'email' => $USER->email,
            'firstname' => $USER->firstname,
            'lastname' => $USER->lastname,
            'lang' => locale::current(),
            'manage' => has_capability('local/qashyq:manage', \context_system::instance()),
        ]);
    }

    /**
     * Presents this Moodle to the companion, server to server.
     *
     * @param companion $companion for whom it is
     * @return self
     */
    public static function pairing(companion $companion): self {
        return self::mint($companion, ['purpose' => 'pairing']);
    }

    /**
     * Signs the claims, together with those that every token has.
     *
     * @param companion $companion
     * @param array $claims
     * @return self
     */
    private static function mint(companion $companion, array $claims): self {
        global $CFG;
        $now = \core\di::get(\core\clock::class)->time();
        $expires = $now + self::LIFETIME;
        return new self((new key_ring())->current()->sign($claims + [
            'iss' => $CFG->wwwroot,
            'aud' => $companion->address,
            'jti' => \core\uuid::generate(),
            'iat' => $now,
            'exp' => $expires,
        ]), $expires);
    }
}

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

use Firebase\JWT\JWK;
use Firebase\JWT\JWT;
use local_qashyq\local\keys\key_ring;

/**
 * Facts about pairing tokens.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\token
 */
final class token_test extends \advanced_testcase {
    public function test_a_pairing_token_speaks_of_the_site_and_of_nobody(): void {
        global $CFG;
        $this->resetAfterTest();
        $this->setAdminUser();
        set_config('companion', 'https://companion.example', 'local_qashyq');
        $token = token::pairing(companion::configured());

        $claims = (array) JWT::decode($token->jwt, JWK::parseKeySet(['keys' => (new key_ring())->published()]));
        $this->assertEqualsCanonicalizing(['iss', 'aud', 'jti', 'iat', 'exp', 'purpose'], array_keys($claims));
        $this->assertSame('pairing', $claims['purpose']);
        $this->assertSame($CFG->wwwroot, $claims['iss']);
        $this->assertSame('https://companion.example', $claims['aud']);
        $this->assertSame($token->expires, $claims['exp']);
    }
}

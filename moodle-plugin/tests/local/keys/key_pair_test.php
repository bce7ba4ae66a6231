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

/**
 * Facts about one key pair.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\keys\key_pair
 */
final class key_pair_test extends \advanced_testcase {
    public function test_the_private_half_is_not_kept_in_clear(): void {
        $pair = key_pair::generate();
        $this->assertStringContainsString('BEGIN PUBLIC KEY', $pair->publickey);
        $this->assertStringNotContainsString('PRIVATE KEY', $pair->privatekey);
        $this->assertStringContainsString('PRIVATE KEY', \core\encryption::decrypt($pair->privatekey));
    }

    public function test_the_published_half_holds_nothing_private(): void {
        $pair = key_pair::generate();
        $jwk = $pair->jwk();
        $this->assertSame(['kty', 'crv', 'x', 'y', 'use', 'alg', 'kid'], array_keys($jwk));
        $this->assertSame(['EC', 'P-256', 'sig', 'ES256', $pair->kid], [
            $jwk['kty'],
            $jwk['crv'],
            $jwk['use'],
            $jwk['alg'],
            $jwk['kid'],
        ]);
    }

    public function test_coordinates_keep_their_leading_zeros(): void {
        // A point whose y begins with a zero byte, which OpenSSL leaves away.
        $pem = "-----BEGIN PUBLIC KEY-----\n"
            . "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH5YCy42O1D6vuAnRQQQuYR/601Iy\n"
            . "5HD0PfNz6mcLmk8AikYsJ0M4ze3+731RL9H5Qc64Hce+zSagqAk0UEAGLA==\n"
            . "-----END PUBLIC KEY-----\n";
        $jwk = key_pair::from_row((object) ['kid' => '', 'publickey' => $pem, 'privatekey' => ''])->jwk();
        $this->assertSame([43, 43], [strlen($jwk['x']), strlen($jwk['y'])]);
        $this->assertStringStartsWith('A', $jwk['y']);
    }

    public function test_the_key_id_is_the_thumbprint_of_rfc_7638(): void {
        $pair = key_pair::generate();
        ['x' => $x, 'y' => $y] = $pair->jwk();
        $canonical = '{"crv":"P-256","kty":"EC","x":"' . $x . '","y":"' . $y . '"}';
        $this->assertSame(rtrim(strtr(base64_encode(hash('sha256', $canonical, true)), '+/', '-_'), '='), $pair->kid);
    }
}

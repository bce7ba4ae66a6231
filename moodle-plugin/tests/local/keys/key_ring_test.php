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

use Firebase\JWT\JWK;
use Firebase\JWT\JWT;

/**
 * Facts about the keys of the site.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\keys\key_ring
 */
final class key_ring_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        global $DB;
        parent::setUp();
        $this->resetAfterTest();
        $DB->delete_records('local_qashyq_keys');
    }

    public function test_the_first_key_is_made_when_it_is_asked_for_and_stays(): void {
        $ring = new key_ring();
        $kid = $ring->current()->kid;
        $this->assertSame($kid, $ring->current()->kid);
        $this->assertSame([$kid], array_column($ring->published(), 'kid'));
    }

    public function test_the_keys_are_never_published_empty(): void {
        $this->assertCount(1, (new key_ring())->published());
    }

    public function test_after_rotation_the_new_key_signs_and_older_tokens_still_verify(): void {
        $clock = $this->mock_clock_with_frozen(time());
        $ring = new key_ring();
        $oldtoken = $ring->current()->sign(['sub' => '7']);
        $old = $ring->current()->kid;
        $clock->bump(10);
        $new = $ring->rotate()->kid;

        $this->assertSame($new, $ring->current()->kid);
        $this->assertSame([$new, $old], array_column($ring->published(), 'kid'));
        $this->assertSame('7', JWT::decode($oldtoken, JWK::parseKeySet(['keys' => $ring->published()]))->sub);
    }

    public function test_a_replaced_key_is_forgotten_when_its_overlap_is_over(): void {
        global $DB;
        $clock = $this->mock_clock_with_frozen(time());
        $ring = new key_ring();
        $first = $ring->current()->kid;
        $clock->bump(10 * DAYSECS);
        $second = $ring->rotate()->kid;
        $this->assertSame([$second, $first], array_column($ring->published(), 'kid'), 'its age does not matter');

        $clock->bump(key_ring::OVERLAP);
        $this->assertSame([$second], array_column($ring->published(), 'kid'));
        $third = $ring->rotate()->kid;
        $this->assertEqualsCanonicalizing([$second, $third], $DB->get_fieldset('local_qashyq_keys', 'kid'));
    }

    public function test_a_key_that_cannot_be_decrypted_is_replaced(): void {
        global $DB;
        $ring = new key_ring();
        $unreadable = $ring->current()->kid;
        $otherssites = 'sodium:' . base64_encode(random_bytes(200));
        $DB->set_field('local_qashyq_keys', 'privatekey', $otherssites, ['kid' => $unreadable]);

        $pair = $ring->current();
        $this->assertNotSame($unreadable, $pair->kid);
        $keys = JWK::parseKeySet(['keys' => $ring->published()]);
        $this->assertSame('7', JWT::decode($pair->sign(['sub' => '7']), $keys)->sub);
    }
}

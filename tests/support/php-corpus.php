<?php

// Prints webhook bodies as a PHP gateway would send them, one JSON array a line: [key, body, body with escaped unicode].
// Usage: php -n php-corpus.php SEED COUNT. The same seed prints the same bytes.

declare(strict_types=1);

mt_srand((int) $argv[1]);
$count = (int) $argv[2];

function pick(array $items): mixed
{
    return $items[mt_rand(0, count($items) - 1)];
}

function randomHex(int $length): string
{
    $text = '';
    while (strlen($text) < $length) {
        $text .= dechex(mt_rand(0, 15));
    }
    return $text;
}

function randomUuid(): string
{
    return implode('-', array_map('randomHex', [8, 4, 4, 4, 12]));
}

function randomText(int $longest = 12): string
{
    $pieces = [
        'a', 'Z', '0', ' ', '/', '//', '\\', '\\/', '"', "'", '<', '>', '&', '</script>', '{', '}', '[', ']', ':', ',',
        'é', 'ü', 'Ж', 'Заказ №', '漢字', '注文', 'العربية', 'हिन्दी', '🎉', '👨‍👩‍👧', '🇺🇦', "\u{1d11e}", "\u{10ffff}",
        "\u{2028}", "\u{2029}", "\u{feff}", "\u{ffff}", "\u{a0}", "\u{7f}", "\u{80}", "\u{9f}",
        "\x00", "\x01", "\x08", "\t", "\n", "\x0b", "\f", "\r", "\x1f",
        '{"sign":"x"}', '[1,2]', 'null', 'true', '1.0e-7', '\\u0041', '\\ud83c', 'sign', '__proto__', '%2F', '&amp;',
    ];
    $text = '';
    for ($length = mt_rand(0, $longest); $length > 0; $length--) {
        $text .= pick($pieces);
    }
    return $text;
}

function randomNumber(): int|float
{
    return match (mt_rand(0, 8)) {
        0 => pick([0, 1, -1, 9007199254740991, 9007199254740993, PHP_INT_MAX, PHP_INT_MIN]),
        1 => pick([1.0, -0.0, 1.0e-7, 1.0e+25, 1.5e-9, 0.1, 0.1 + 0.2, 1e17, 1e16, 1.0e-5, 0.0001, 5e-324, PHP_FLOAT_MAX]),
        2 => mt_rand() / mt_getrandmax(),
        3 => mt_rand() * 10.0 ** mt_rand(-30, 30),
        4 => -mt_rand() / 1000,
        default => mt_rand(0, 1_000_000),
    };
}

function randomKey(): int|string
{
    return match (mt_rand(0, 5)) {
        0 => mt_rand(0, 12),
        1 => pick(['01', '-1', '1.5', '9007199254740993', '', ' ', 'sign', 'Sign', 'type', 'constructor', 'toString']),
        2 => str_repeat('a', mt_rand(1, 4)),
        // JavaScript reads `__proto__` differently from PHP, so no genuine body may hold it.
        3 => str_replace('__proto__', '', randomText(3)),
        default => pick(['amount', 'rate', 'to_currency', 'commission', 'note', 'a/b', 'Ж', '漢', '🎉']),
    };
}

function randomList(int $depth): array
{
    $list = [];
    for ($length = mt_rand(0, 3); $length > 0; $length--) {
        $list[] = randomValue($depth + 1);
    }
    return $list;
}

function randomMap(int $depth): array|object
{
    $map = [];
    for ($size = mt_rand(0, 4); $size > 0; $size--) {
        $map[randomKey()] = randomValue($depth + 1);
    }
    return $map === [] && mt_rand(0, 1) === 0 ? new stdClass() : $map;
}

function randomValue(int $depth = 0): mixed
{
    return match (mt_rand(0, $depth > 3 ? 5 : 8)) {
        0, 1 => randomText(),
        2, 3 => randomNumber(),
        4 => pick([null, true, false, '', '0', 'null']),
        5 => number_format(mt_rand() / 1000, 8, '.', ''),
        6 => randomList($depth),
        default => randomMap($depth),
    };
}

function randomAmount(): string
{
    return number_format(mt_rand(0, 100_000_000) / 1000, 8, '.', '');
}

/** What the documentation of the gateway shows, with values that are allowed but hard. */
function realistic(): array
{
    $currency = pick(['USDT', 'BTC', 'TRX', 'ETH']);
    $data = [
        'type' => pick(['payment', 'wallet', 'payout']),
        'uuid' => randomUuid(),
        'order_id' => pick(['order_', 'Заказ/', '']) . mt_rand(1, 99_999),
        'amount' => randomAmount(),
        'payment_amount' => mt_rand(0, 3) === 0 ? null : randomAmount(),
        'merchant_amount' => randomAmount(),
        'commission' => pick(['0.00000000', '0.15000000', null]),
        'is_final' => mt_rand(0, 1) === 1,
        'status' => pick(['paid', 'paid_over', 'wrong_amount', 'process', 'confirm_check', 'fail', 'cancel']),
        'from' => mt_rand(0, 1) === 0 ? null : 'T' . randomHex(33),
        'network' => pick(['tron', 'eth', 'bsc', null]),
        'currency' => $currency,
        'payer_currency' => $currency,
        'additional_data' => mt_rand(0, 1) === 0 ? null : randomText(20),
        'txid' => mt_rand(0, 2) === 0 ? null : randomHex(64),
    ];
    if (mt_rand(0, 2) === 0) {
        $data['convert'] = ['to_currency' => 'USDT', 'commission' => null, 'rate' => '0.07700000', 'amount' => randomAmount()];
    }
    return $data;
}

function nasty(): array
{
    $data = ['type' => pick(['payment', 'wallet', 'payout'])];
    for ($size = mt_rand(0, 8); $size > 0; $size--) {
        $name = randomKey();
        // The top-level sign is the signature.
        if ($name !== 'sign' && $name !== 'type') {
            $data[$name] = randomValue();
        }
    }
    if (mt_rand(0, 49) === 0) {
        $data['long'] = str_repeat(randomText(4), mt_rand(1, 60));
    }
    return $data;
}

/** Puts the sign last, as the gateway does, and in a share of the bodies first or in between. */
function withSign(array $data, string $sign): array
{
    $place = pick([0, intdiv(count($data), 2), -1, -1, -1, -1]);
    if ($place === -1) {
        return $data + ['sign' => $sign];
    }
    return array_slice($data, 0, $place, true) + ['sign' => $sign] + array_slice($data, $place, null, true);
}

const STRICT = JSON_THROW_ON_ERROR;

for ($row = 0; $row < $count; $row++) {
    $data = mt_rand(0, 2) === 0 ? realistic() : nasty();
    $key = pick(['php-corpus-key-1', 'Zx9/ключ+🎉==', str_repeat('k', 128)]);
    $sign = md5(base64_encode(json_encode($data, JSON_UNESCAPED_UNICODE | STRICT)) . $key);
    $body = withSign($data, $sign);
    echo json_encode([$key, json_encode($body, JSON_UNESCAPED_UNICODE | STRICT), json_encode($body, STRICT)], STRICT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}

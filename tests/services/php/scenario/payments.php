<?php

// Invoices: every spelling of a request that shops send, what is refused, and every way to read them again.

declare(strict_types=1);

function createPayments(array $api, string $shop): array
{
    $sample = note('payment of the documentation', createPayment($api, ['amount' => '15', 'currency' => 'USD', 'order_id' => 'sample-1']));
    $fixed = note('payment with strings for numbers', createPayment($api, [
        'amount' => '20',
        'currency' => 'USDT',
        'network' => 'tron',
        'order_id' => 'strings-1',
        'url_return' => 'https://shop.example/return?a=1&b=2',
        'url_success' => 'https://shop.example/спасибо',
        'url_callback' => "$shop/hook",
        'is_payment_multiple' => 'true',
        'lifetime' => '7200',
        'to_currency' => 'USDT',
        'subtract' => '10',
        'accuracy_payment_percent' => '1',
        'discount_percent' => '5',
        'additional_data' => 'Gift / подарок',
        'course_source' => 'Binance',
    ]));
    note('payment with JSON numbers', createPayment($api, [
        'amount' => 10.5,
        'currency' => 'USDT',
        'network' => 'TRON',
        'order_id' => 'numbers-1',
        'is_payment_multiple' => 0,
        'lifetime' => 300,
        'subtract' => 100,
        'accuracy_payment_percent' => 0.5,
        'discount_percent' => -5,
    ]));
    note('payment with a whole JSON number', createPayment($api, ['amount' => 10, 'currency' => 'USDT', 'order_id' => 'numbers-2']));
    foreach (['"1"' => '1', '"0"' => '0', '"true"' => 'true', '"false"' => 'false', '1' => 1, '0' => 0, 'true' => true] as $name => $flag) {
        note("payment with the flag $name", createPayment($api, [
            'amount' => '5',
            'currency' => 'EUR',
            'order_id' => 'flag-' . trim((string) $name, '"') . gettype($flag),
            'is_payment_multiple' => $flag,
            'is_refresh' => $flag,
        ]));
    }
    note('payment with empty strings', createPayment($api, [
        'amount' => '15',
        'currency' => 'USD',
        'order_id' => 'empty-1',
        'network' => '',
        'url_return' => '',
        'url_success' => '',
        'url_callback' => '',
        'is_payment_multiple' => '',
        'lifetime' => '',
        'to_currency' => '',
        'subtract' => '',
        'accuracy_payment_percent' => '',
        'additional_data' => '',
        'course_source' => '',
        'from_referral_code' => '',
        'discount_percent' => '',
        'is_refresh' => '',
    ]));
    note('payment with nulls', createPayment($api, [
        'amount' => '15',
        'currency' => 'USD',
        'order_id' => 'nulls-1',
        'network' => null,
        'url_return' => null,
        'url_success' => null,
        'url_callback' => null,
        'is_payment_multiple' => null,
        'lifetime' => null,
        'to_currency' => null,
        'subtract' => null,
        'accuracy_payment_percent' => null,
        'additional_data' => null,
        'currencies' => null,
        'except_currencies' => null,
        'course_source' => null,
        'from_referral_code' => null,
        'discount_percent' => null,
        'is_refresh' => null,
    ]));
    note('payment in listed currencies', createPayment($api, [
        'amount' => '15',
        'currency' => 'USD',
        'order_id' => 'listed-1',
        'currencies' => [['currency' => 'USDT', 'network' => null], ['currency' => 'BTC', 'network' => ''], ['currency' => 'TRX']],
        'except_currencies' => [['currency' => 'BTC', 'network' => null]],
    ]));
    // array_filter keeps the names 1 and 2, so that json_encode writes an object.
    $kept = array_filter(['DOGE', 'USDT', 'TRX'], static fn (string $code): bool => $code !== 'DOGE');
    note('payment with a list that PHP writes as an object', createPayment($api, [
        'amount' => '15',
        'currency' => 'USD',
        'order_id' => 'listed-3',
        'currencies' => array_map(static fn (string $code): array => ['currency' => $code], $kept),
        'except_currencies' => new stdClass(),
    ]));
    note('payment with empty lists', createPayment($api, ['amount' => '15', 'currency' => 'USD', 'order_id' => 'listed-2', 'currencies' => [], 'except_currencies' => []]));
    note('payment with names that nobody knows', createPayment($api, [
        'amount' => '15',
        'currency' => 'USD',
        'order_id' => 'unknown-1',
        'webhook_url' => 'shop',
        'accuarcy_payment_percent' => 'much',
        'meta' => ['a' => [1, null, []]],
    ]));
    note('payment with a referral code', createPayment($api, ['amount' => '15', 'currency' => 'USD', 'order_id' => 'referral-1', 'from_referral_code' => 'Ab3x/9']));
    note('payment with the address of the payer', createPayment($api, ['amount' => '15', 'currency' => 'USD', 'order_id' => 'email-1', 'payer_email' => 'payer@shop.example']));
    note('payment of a coin with one network', createPayment($api, ['amount' => '0.001', 'currency' => 'BTC', 'order_id' => 'coin-1']));
    note('payment converted to a coin', createPayment($api, ['amount' => '15', 'currency' => 'EUR', 'to_currency' => 'TRX', 'network' => 'TRON', 'order_id' => 'converted-1']));
    return [$sample, $fixed];
}

/** Bodies that are spelled in other ways than by json_encode and its defaults. */
function createPaymentsInOtherSpellings(array $api): void
{
    $params = ['amount' => '30', 'currency' => 'USDT', 'network' => 'tron', 'order_id' => ORDER_ID, 'additional_data' => ADDITIONAL_DATA];
    $first = note('payment with letters of every script', createPayment($api, $params));
    $again = note('payment of the same order_id, unescaped', createPayment($api, json_encode($params, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)));
    claim('a known order_id gets the invoice that exists', $first !== [] && $first === $again);
    $other = note('payment of the same order_id over another amount', createPayment($api, ['amount' => '99', 'order_id' => ORDER_ID, 'currency' => 'USDT']));
    claim('a known order_id keeps its amount', $other !== [] && ($other['amount'] ?? '') === ($first['amount'] ?? null));
    note('payment with spaces, as Python writes it', createPayment($api, '{"amount": "15", "currency": "USD", "order_id": "python-1", "lifetime": 3600}'));
    note('payment with sorted names, as Go writes them', createPayment($api, '{"amount":"15","currency":"USD","is_payment_multiple":false,"order_id":"go-1"}'));
    note('payment on several lines', createPayment($api, (string) json_encode(['amount' => '15', 'currency' => 'USD', 'order_id' => 'pretty-1'], JSON_PRETTY_PRINT)));
    note('payment with an exponent', createPayment($api, '{"amount":1.5e1,"currency":"USD","order_id":"exponent-1"}'));
}

function refusePayments(array $api): void
{
    $valid = ['amount' => '15', 'currency' => 'USD', 'order_id' => 'refused-1'];
    $with = static fn (array $params): array => createPayment($api, [...$valid, ...$params]);
    note('payment without params', createPayment($api, []));
    note('payment without a body', createPayment($api, ''));
    note('payment with an empty amount', $with(['amount' => '']));
    note('payment with a null currency', $with(['currency' => null]));
    note('payment over no number', $with(['amount' => 'ten']));
    note('payment with a space in order_id', $with(['order_id' => 'order 1']));
    note('payment with a slash in order_id', $with(['order_id' => 'order/1']));
    note('payment with 129 characters in order_id', $with(['order_id' => str_repeat('a', 129)]));
    note('payment with 128 characters in order_id', $with(['order_id' => str_repeat('я', 128)]));
    note('payment with a lifetime of 299 s', $with(['lifetime' => '299']));
    note('payment with a lifetime of 43201 s', $with(['lifetime' => 43201]));
    note('payment with a subtract of 101', $with(['subtract' => '101']));
    note('payment with a discount of 101', $with(['discount_percent' => '101']));
    note('payment with a url that is none', $with(['url_callback' => 'shop.example']));
    note('payment with 256 characters of data', $with(['additional_data' => str_repeat('я', 256)]));
    note('payment with 255 characters of data', $with(['order_id' => 'long-1', 'additional_data' => str_repeat('🎉', 255)]));
    note('payment in an unknown currency', $with(['currency' => 'XXX']));
    note('payment on an unknown network', $with(['currency' => 'USDT', 'network' => 'nowhere']));
    note('payment below the minimum', $with(['amount' => '0.01']));
    note('payment above the maximum', $with(['amount' => '99999999999']));
    $bare = json_encode([...$valid, 'url_return' => 'https://shop.example/'], JSON_UNESCAPED_SLASHES);
    $escaped = str_replace('/', '\\/', $bare);
    note('payment with slashes that were unescaped after signing', send($api, 'POST', '/v1/payment', $bare, 'payment_key', $escaped));
    note('payment signed with another key', createPayment([...$api, 'payment_key' => 'another-key'], $valid));
    note('payment signed with the payout key', createPayment([...$api, 'payment_key' => $api['payout_key']], $valid));
    note('payment of another merchant', createPayment([...$api, 'merchant' => NOBODY], $valid));
}

function readPayments(array $api, array $sample, array $fixed): void
{
    $uuid = $sample['uuid'] ?? '';
    note('info by uuid', paymentInfo($api, ['uuid' => $uuid]));
    note('info by order_id', paymentInfo($api, ['order_id' => 'sample-1']));
    note('info by an order_id of every script', paymentInfo($api, ['order_id' => ORDER_ID]));
    note('info with an empty uuid', paymentInfo($api, ['uuid' => '', 'order_id' => 'sample-1']));
    note('info with a null order_id', paymentInfo($api, ['uuid' => $uuid, 'order_id' => null]));
    note('info with both: order_id wins', paymentInfo($api, ['uuid' => $fixed['uuid'] ?? '', 'order_id' => 'sample-1']));
    note('info with neither', paymentInfo($api, []));
    note('info of a payment that does not exist', paymentInfo($api, ['uuid' => NOBODY]));
    note('QR of a payment', paymentQr($api, ['merchant_payment_uuid' => $fixed['uuid'] ?? '']));
    foreach (['[]', '{}', '', 'null'] as $body) {
        note("payment services with the body $body", paymentServices($api, $body));
    }
}

/** Walks the list by the cursor in the query, and by the cursor in the body, as the official PHP SDK sends it. */
function listPayments(array $api): void
{
    foreach (['[]', '{}', '', 'null'] as $body) {
        $first = note("payment list with the body $body", paymentList($api, $body));
    }
    $cursor = $first['paginate']['nextCursor'] ?? 'none';
    $second = note('payment list with a cursor in the query', paymentList($api, [], $cursor));
    $same = note('payment list with a cursor in the body', paymentList($api, ['cursor' => $cursor]));
    $uuids = static fn (array $page): array => array_column($page['items'] ?? [], 'uuid');
    claim('the second page of payments is not the first', $uuids($second) !== [] && array_intersect($uuids($first), $uuids($second)) === []);
    claim('a cursor in the body leads to the page that it leads to in the query', $uuids($second) !== [] && $uuids($second) === $uuids($same));
    $back = note('payment list with the cursor back', paymentList($api, [], $second['paginate']['previousCursor'] ?? 'none'));
    claim('the cursor back leads to the first page', $uuids($back) !== [] && $uuids($back) === $uuids($first));
    $old = note('payment list with the page number of the old SDK', paymentList($api, ['cursor' => '1']));
    claim('the page number of the old SDK leads to the first page', $uuids($old) !== [] && $uuids($old) === $uuids($first));
    note('payment list with an empty cursor', paymentList($api, ['cursor' => '']));
    note('payment list with a null cursor', paymentList($api, ['cursor' => null, 'date_from' => null, 'date_to' => '']));
    note('payment list of all times', paymentList($api, ['date_from' => '2020-01-01 00:00:00', 'date_to' => '2100-12-31 23:59:59']));
    note('payment list of a time before', paymentList($api, ['date_from' => '2020-01-01 00:00:00', 'date_to' => '2020-12-31 23:59:59']));
    note('payment list of no date', paymentList($api, ['date_from' => 'yesterday']));
}

function runPayments(array $api, string $shop): void
{
    [$sample, $fixed] = createPayments($api, $shop);
    createPaymentsInOtherSpellings($api);
    refusePayments($api);
    readPayments($api, $sample, $fixed);
    listPayments($api);
}

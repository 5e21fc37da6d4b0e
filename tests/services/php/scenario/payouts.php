<?php

// Payouts: every spelling of a request, every end of one, and transfers between the merchant's own wallets.

declare(strict_types=1);

function createPayouts(array $api, string $shop): array
{
    $params = ['amount' => '5', 'currency' => 'USDT', 'network' => 'TRON', 'order_id' => 'payout-1', 'address' => ADDRESS, 'is_subtract' => '1', 'url_callback' => "$shop/read"];
    $sample = [];
    $taken = taken($api, function () use ($api, $params, &$sample): void {
        $sample = note('payout of the documentation', createPayout($api, $params));
    });
    claim('is_subtract takes the fee from the balance', $taken > 5 && $taken < 6);
    $taken = taken($api, fn () => note('payout of a known order_id', createPayout($api, [...$params, 'amount' => '500'])));
    claim('a known order_id pays nothing more', $taken === 0.0);
    $uuid = note('payout with a UUID for order_id', createPayout($api, [
        ...$params,
        'order_id' => '6f1c2a34-0b5d-4e6f-8a9b-0c1d2e3f4a5b',
        'url_callback' => '',
        'to_currency' => '',
        'course_source' => '',
        'from_currency' => null,
        'priority' => null,
        'memo' => '',
    ]));
    note('payout with 100 characters of order_id', createPayout($api, [...$params, 'order_id' => str_repeat('a', 100), 'url_callback' => null]));
    note('payout with JSON numbers', createPayout($api, [...$params, 'order_id' => 'payout-numbers', 'amount' => 7.25, 'is_subtract' => 0, 'url_callback' => null]));
    $subtract = [...$params, 'order_id' => 'payout-false', 'is_subtract' => 'false', 'network' => 'tron', 'url_callback' => null];
    $taken = taken($api, fn () => note('payout with false', createPayout($api, $subtract)));
    claim('without is_subtract the fee is part of the amount', $taken === 5.0);
    note('payout of a fiat amount', createPayout($api, [...$params, 'order_id' => 'payout-fiat', 'currency' => 'USD', 'to_currency' => 'USDT', 'course_source' => 'BinanceP2p', 'url_callback' => null]));
    note('payout from another coin', createPayout($api, [
        'amount' => '0.01',
        'currency' => 'LTC',
        'network' => 'LTC',
        'order_id' => 'payout-from',
        'address' => 'ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea',
        'is_subtract' => 'true',
        'from_currency' => 'USDT',
    ]));
    note('payout with priority', createPayout($api, ['amount' => '0.001', 'currency' => 'BTC', 'order_id' => 'payout-priority', 'address' => 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'is_subtract' => true, 'priority' => 'economy']));
    note('payout with a memo', createPayout($api, ['amount' => '3', 'currency' => 'TON', 'network' => 'ton', 'order_id' => 'payout-memo', 'address' => 'UQBvW8Z5huBkMJYdnfAEM5JqTNkuWX3diqYENkWsIL0XggGG', 'is_subtract' => 1, 'memo' => 'Заказ / 42']));
    note('payout with letters of every script', createPayout($api, json_encode([...$params, 'order_id' => ORDER_ID, 'url_callback' => "$shop/hook", 'unknown' => ADDITIONAL_DATA], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)));
    return [$sample, $uuid];
}

function refusePayouts(array $api): void
{
    $valid = ['amount' => '5', 'currency' => 'USDT', 'network' => 'TRON', 'order_id' => 'payout-refused', 'address' => ADDRESS, 'is_subtract' => '1'];
    $with = static fn (array $params): array => createPayout($api, [...$valid, ...$params]);
    note('payout without params', createPayout($api, []));
    note('payout with an empty address', $with(['address' => '']));
    note('payout with 101 characters of order_id', $with(['order_id' => str_repeat('a', 101)]));
    note('payout with a space in order_id', $with(['order_id' => 'payout 1']));
    note('payout of a fiat amount without a coin', $with(['currency' => 'USD', 'to_currency' => '']));
    note('payout with an unknown priority', $with(['priority' => 'now']));
    note('payout in an unknown currency', $with(['currency' => 'XXX']));
    note('payout of no service', $with(['currency' => 'BTC', 'network' => 'TRON']));
    note('payout below the minimum', $with(['amount' => '0.001']));
    note('payout above the maximum', $with(['amount' => '99999999999']));
    note('payout of more than there is', $with(['amount' => '900000']));
    note('payout signed with the payment key', createPayout([...$api, 'payout_key' => $api['payment_key']], $valid));
}

function readPayouts(array $api, array $sample, array $uuid): void
{
    note('payout info by uuid', payoutInfo($api, ['uuid' => $sample['uuid'] ?? '']));
    note('payout info by order_id', payoutInfo($api, ['order_id' => 'payout-1', 'uuid' => '']));
    $read = note('payout info with both: order_id wins', payoutInfo($api, ['uuid' => $uuid['uuid'] ?? '', 'order_id' => 'payout-1']));
    claim('order_id wins in payout info', $read !== [] && $read['uuid'] === ($sample['uuid'] ?? null));
    note('payout info of a UUID for order_id', payoutInfo($api, ['uuid' => $uuid['uuid'] ?? '']));
    note('payout info by an order_id of 36 characters', payoutInfo($api, ['order_id' => '6f1c2a34-0b5d-4e6f-8a9b-0c1d2e3f4a5b']));
    note('payout info without an id', payoutInfo($api, []));
    note('payout info of a payout that does not exist', payoutInfo($api, ['uuid' => NOBODY]));
    foreach (['[]', '{}', '', 'null'] as $body) {
        note("payout services with the body $body", payoutServices($api, $body));
    }
    if ($api['gateway'] === 'heleket') {
        $params = ['amount' => '10', 'address' => ADDRESS, 'currency' => 'USDT', 'network' => 'tron', 'is_subtract' => 'true', 'to_currency' => '', 'course_source' => null, 'priority' => 'recommended'];
        note('payout calculation of the documentation', payoutCalc($api, $params));
        note('payout calculation of the SDKs', payoutCalculate($api, ['currency' => 'USDT', 'network' => 'tron', 'amount' => 10, 'is_subtract' => 0]));
    }
}

function endPayouts(array $api, string $shop, string $sample): void
{
    note('payout info while it is sent', payoutInfo($api, ['uuid' => $sample]));
    ask('advance', MINUTE);
    note('payout info once it is sent', payoutInfo($api, ['uuid' => $sample]));
    $open = static fn (string $orderId): string => note("payout $orderId", createPayout($api, [
        'amount' => '5', 'currency' => 'USDT', 'network' => 'tron', 'order_id' => $orderId, 'address' => ADDRESS, 'is_subtract' => 1, 'url_callback' => "$shop/hook",
    ]))['uuid'] ?? '';
    $failed = $open('payout-failed');
    ask('settlePayout', $failed, 'fail');
    note('payout info of one that failed', payoutInfo($api, ['uuid' => $failed]));
    $later = $open('payout-later');
    ask('settlePayout', $later, 'fail', ['isFinal' => false]);
    note('payout info of one that may still be sent', payoutInfo($api, ['uuid' => $later]));
    ask('settlePayout', $later, 'paid');
    note('payout info of one that was sent later', payoutInfo($api, ['uuid' => $later]));
    foreach (['check', 'cancel', 'system_fail'] as $status) {
        $forced = $open("payout-$status");
        ask('setStatus', $forced, $status);
        note("payout info in the state $status", payoutInfo($api, ['uuid' => $forced]));
    }
    $reason = $open('payout-aml');
    ask('setStatus', $reason, 'fail', ['failReason' => 'aml']);
}

function listPayouts(array $api): void
{
    for ($number = 1; $number <= 4; $number++) {
        note("payout to fill a page, $number", createPayout($api, ['amount' => '1', 'currency' => 'USDT', 'network' => 'TRON', 'order_id' => "payout-page-$number", 'address' => ADDRESS, 'is_subtract' => '1']));
    }
    $first = note('payout list', payoutList($api, []));
    $cursor = $first['paginate']['nextCursor'] ?? 'none';
    $second = note('payout list with a cursor in the query', payoutList($api, '', $cursor));
    $same = note('payout list with a cursor in the body', payoutList($api, ['cursor' => $cursor]));
    $uuids = static fn (array $page): array => array_column($page['items'] ?? [], 'uuid');
    claim('the second page of payouts is not the first', $uuids($second) !== [] && array_intersect($uuids($first), $uuids($second)) === []);
    claim('a cursor in the body leads to the same payouts', $uuids($second) !== [] && $uuids($second) === $uuids($same));
    note('payout list of a time before', payoutList($api, ['date_from' => '2020-01-01 00:00:00', 'date_to' => '2020-12-31 23:59:59']));
    note('payout list of no date', payoutList($api, ['date_from' => 'yesterday']));
}

function transfer(array $api): void
{
    note('transfer to the personal wallet', transferToPersonal($api, ['amount' => '25', 'currency' => 'USDT']));
    note('transfer to the business wallet', transferToBusiness($api, ['amount' => 10.5, 'currency' => 'USDT']));
    note('transfer of more than there is', transferToPersonal($api, ['amount' => '900000', 'currency' => 'USDT']));
    note('transfer without params', transferToBusiness($api, []));
    note('transfer signed with the payment key', transferToPersonal([...$api, 'payout_key' => $api['payment_key']], ['amount' => '25', 'currency' => 'USDT']));
}

function runPayouts(array $api, string $shop): void
{
    [$sample, $uuid] = createPayouts($api, $shop);
    refusePayouts($api);
    readPayouts($api, $sample, $uuid);
    endPayouts($api, $shop, $sample['uuid'] ?? '');
    listPayouts($api);
    transfer($api);
}

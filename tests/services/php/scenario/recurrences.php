<?php

// Recurring payments, of Cryptomus only.

declare(strict_types=1);

function createRecurrences(array $api, string $shop): array
{
    $recurrence = note('recurrence with strings for numbers', createRecurrence($api, [
        'amount' => '15',
        'currency' => 'USDT',
        'name' => 'Подписка / план «A»',
        'period' => 'monthly',
        'to_currency' => '',
        'order_id' => 'recurrence-1',
        'url_callback' => "$shop/hook",
        'discount_days' => '30',
        'discount_amount' => '1.5',
        'additional_data' => ADDITIONAL_DATA,
    ]));
    note('recurrence without options', createRecurrence($api, ['amount' => 15, 'currency' => 'USD', 'name' => 'Plan', 'period' => 'weekly', 'order_id' => null, 'url_callback' => null, 'discount_days' => null, 'discount_amount' => '']));
    note('recurrence without params', createRecurrence($api, []));
    note('recurrence of another period', createRecurrence($api, ['amount' => '15', 'currency' => 'USD', 'name' => 'Plan', 'period' => 'daily']));
    for ($number = 1; $number <= 15; $number++) {
        note("recurrence to fill a page, $number", createRecurrence($api, ['amount' => '15', 'currency' => 'USD', 'name' => "Plan $number", 'period' => 'three_month']));
    }
    return $recurrence;
}

function runRecurrences(array $api, string $shop): void
{
    $recurrence = createRecurrences($api, $shop);
    $uuid = $recurrence['uuid'] ?? '';
    note('recurrence info by uuid', recurrenceInfo($api, ['uuid' => $uuid, 'order_id' => '']));
    note('recurrence info with both: order_id wins', recurrenceInfo($api, ['uuid' => NOBODY, 'order_id' => 'recurrence-1']));
    note('recurrence info without an id', recurrenceInfo($api, []));
    $first = note('recurrence list', recurrenceList($api, ''));
    $cursor = $first['paginate']['nextCursor'] ?? 'none';
    $second = note('recurrence list with a cursor in the query', recurrenceList($api, '{}', $cursor));
    $same = note('recurrence list with a cursor in the body', recurrenceList($api, ['cursor' => $cursor]));
    claim('a cursor in the body leads to the same recurrences', ($second['items'] ?? []) !== [] && $second === $same);
    note('recurrence cancelled', cancelRecurrence($api, ['order_id' => 'recurrence-1', 'uuid' => null]));
    note('recurrence info of one that was cancelled', recurrenceInfo($api, ['uuid' => $uuid]));
    note('recurrence cancelled without an id', cancelRecurrence($api, []));
}

<?php

// What belongs to no payment: the balance, rates and discounts.

declare(strict_types=1);

function runAccount(array $api): void
{
    foreach (['[]', '{}', '', 'null'] as $body) {
        note("balance with the body $body", balance($api, $body));
    }
    note('balance signed with another key', balance([...$api, 'payment_key' => 'another-key'], []));
    note('rates', exchangeRates($api, 'ETH'));
    note('rates of a fiat currency', exchangeRates($api, 'EUR'));
    note('rates by POST', postExchangeRates($api, 'ETH'));
    note('rates without a signature', exchangeRates([...$api, 'merchant' => '', 'payment_key' => 'none'], 'BTC'));
    note('discount set', setDiscount($api, ['currency' => 'USDT', 'network' => 'TRON', 'discount_percent' => '5']));
    note('discount set below zero', setDiscount($api, ['currency' => 'BTC', 'network' => 'btc', 'discount_percent' => -10]));
    note('discount of no service', setDiscount($api, ['currency' => 'BUSD', 'network' => 'bsc', 'discount_percent' => '5']));
    note('discount without params', setDiscount($api, []));
    $discounts = note('discount list with the body []', discountList($api, []));
    claim('the list of discounts holds those that were set', in_array(5, array_column($discounts, 'discount'), true) && in_array(-10, array_column($discounts, 'discount'), true));
    note('discount list with the body {}', discountList($api, '{}'));
    note('page that does not exist', post($api, '/v1/payments/create', []));
}

<?php

// Webhooks that are asked for: again, and as a test in every status.

declare(strict_types=1);

const PAYMENT_STATUSES = [
    'process', 'check', 'paid', 'paid_over', 'fail', 'wrong_amount', 'cancel', 'system_fail', 'refund_process', 'refund_fail', 'refund_paid',
];
const PAYOUT_STATUSES = ['process', 'check', 'paid', 'fail', 'cancel', 'system_fail'];

function resendWebhooks(array $api, string $shop): void
{
    $uuid = openInvoice($api, $shop, 'resent');
    note('webhook again before the end', resendWebhook($api, ['uuid' => $uuid]));
    ask('pay', $uuid, ['txid' => 'tx/42']);
    ask('advance', MINUTE);
    note('webhook again by uuid', resendWebhook($api, ['uuid' => $uuid]));
    note('webhook again by order_id', resendWebhook($api, ['uuid' => '', 'order_id' => 'resent']));
    note('webhook again with both: order_id wins', resendWebhook($api, ['uuid' => NOBODY, 'order_id' => 'resent']));
    $again = 3;
    if ($api['gateway'] === 'cryptomus') {
        note('webhook again on the newest path', resendWebhookV2($api, ['order_id' => 'resent']));
        note('webhook again by txid', resendWebhookV2($api, ['txid' => 'tx/42', 'uuid' => null]));
        note('webhook again on the newest path without an id', resendWebhookV2($api, []));
        $again = 5;
    }
    while ($again++ < 10) {
        note("webhook again, number $again", resendWebhook($api, ['uuid' => $uuid]));
    }
    note('webhook again, once too often', resendWebhook($api, ['uuid' => $uuid]));
    note('webhook again without an id', resendWebhook($api, []));
    note('webhook again of a payment that does not exist', resendWebhook($api, ['uuid' => NOBODY]));
    $silent = openInvoice($api, $shop, 'silent', ['url_callback' => '']);
    ask('pay', $silent);
    ask('advance', MINUTE);
    note('webhook again without a url', resendWebhook($api, ['uuid' => $silent]));
    ask('advance', 0);
}

function testWebhooks(array $api, string $shop): void
{
    $params = ['url_callback' => "$shop/test", 'currency' => 'ETH', 'network' => 'eth'];
    // The list of Heleket ends with one more.
    foreach ([...PAYMENT_STATUSES, ...($api['gateway'] === 'heleket' ? ['locked'] : [])] as $status) {
        note("test webhook of a payment: $status", testPaymentWebhook($api, [...$params, 'status' => $status]));
        note("test webhook of a wallet: $status", testWalletWebhook($api, [...$params, 'status' => $status]));
    }
    foreach (PAYOUT_STATUSES as $status) {
        note("test webhook of a payout: $status", testPayoutWebhook($api, [...$params, 'status' => $status]));
        note("test webhook of a payout by the payment key: $status", testPayoutWebhook($api, [...$params, 'status' => $status], 'payment_key'));
    }
    $upper = [...$params, 'network' => 'ETH', 'uuid' => null, 'order_id' => ''];
    note('test webhook on a network in upper case', testPaymentWebhook($api, $upper + ['status' => 'paid']));
    note('test webhook of an invoice', testPaymentWebhook($api, [...$params, 'order_id' => 'sample-1', 'status' => 'paid']));
    note('test webhook of an unknown payment', testPaymentWebhook($api, [...$params, 'uuid' => NOBODY, 'order_id' => 'sample-1', 'status' => 'paid']));
    note('test webhook of an unknown wallet', testWalletWebhook($api, [...$params, 'order_id' => 'nobody', 'status' => 'paid']));
    note('test webhook of an unknown payout', testPayoutWebhook($api, [...$params, 'order_id' => 'nobody', 'status' => 'paid']));
    note('test webhook of no coin', testPaymentWebhook($api, [...$params, 'currency' => 'USD', 'status' => 'paid']));
    note('test webhook of a payout of no coin', testPayoutWebhook($api, [...$params, 'currency' => 'USD', 'status' => 'paid']));
    note('test webhook without params', testPaymentWebhook($api, []));
    ask('advance', 0);
}

function runWebhooks(array $api, string $shop): void
{
    resendWebhooks($api, $shop);
    testWebhooks($api, $shop);
}

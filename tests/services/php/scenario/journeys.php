<?php

// Invoices on their way: each life that the documentation knows, with its webhooks.

declare(strict_types=1);

const MINUTE = 60_000;

/** Opens an invoice over 20 USDT whose webhooks go to the shop. */
function openInvoice(array $api, string $shop, string $orderId, array $more = []): string
{
    $params = ['amount' => '20', 'currency' => 'USDT', 'network' => 'tron', 'order_id' => $orderId, 'url_callback' => "$shop/hook"];
    return note("invoice $orderId", createPayment($api, [...$params, ...$more]))['uuid'] ?? '';
}

function runPaid(array $api, string $shop): void
{
    $paid = openInvoice($api, $shop, 'paid', ['additional_data' => ADDITIONAL_DATA, 'url_callback' => "$shop/read"]);
    note('refund of an invoice that is not paid', refundPayment($api, ['uuid' => $paid, 'address' => ADDRESS, 'is_subtract' => true]));
    ask('pay', $paid);
    note('info while the chain confirms', paymentInfo($api, ['uuid' => $paid]));
    ask('advance', MINUTE);
    note('info of a paid invoice', paymentInfo($api, ['order_id' => 'paid']));
    note('refund without an id', refundPayment($api, ['address' => ADDRESS, 'is_subtract' => '1']));
    note('refund without anything', refundPayment($api, []));
    note('refund of an invoice that does not exist', refundPayment($api, ['uuid' => NOBODY, 'address' => ADDRESS, 'is_subtract' => 'true']));
    note('refund', refundPayment($api, ['uuid' => $paid, 'order_id' => 'sample-1', 'address' => ADDRESS, 'is_subtract' => 'true']));
    note('refund of a refund', refundPayment($api, ['uuid' => $paid, 'address' => ADDRESS, 'is_subtract' => 'true']));
    ask('advance', MINUTE);
    note('info of a refunded invoice', paymentInfo($api, ['uuid' => $paid]));

    $letters = ORDER_ID . '_paid';
    ask('pay', openInvoice($api, $shop, $letters, ['additional_data' => ADDITIONAL_DATA]));
    ask('advance', MINUTE);

    $busy = openInvoice($api, $shop, 'busy', ['url_callback' => "$shop/busy"]);
    ask('pay', $busy);
    ask('advance', MINUTE);
    ask('advance', 10 * MINUTE);
    note('info of an invoice whose webhooks were refused once', paymentInfo($api, ['uuid' => $busy]));

    $over = openInvoice($api, $shop, 'over');
    ask('pay', $over, ['amount' => '25.5']);
    ask('advance', MINUTE);
    note('info of an overpaid invoice', paymentInfo($api, ['uuid' => $over]));
}

function runUnderpaid(array $api, string $shop): void
{
    $topped = openInvoice($api, $shop, 'topped-up', ['is_payment_multiple' => '1']);
    ask('pay', $topped, ['amount' => '5']);
    ask('advance', MINUTE);
    note('info of an underpaid invoice', paymentInfo($api, ['uuid' => $topped]));
    ask('pay', $topped);
    ask('advance', MINUTE);
    note('info of a topped-up invoice', paymentInfo($api, ['uuid' => $topped]));

    $single = openInvoice($api, $shop, 'single', ['is_payment_multiple' => '0']);
    ask('pay', $single, ['amount' => '5']);
    ask('advance', MINUTE);
    note('info of an invoice that takes one payment', paymentInfo($api, ['uuid' => $single]));

    $close = openInvoice($api, $shop, 'close', ['is_payment_multiple' => 'false', 'accuracy_payment_percent' => '5']);
    ask('pay', $close, ['amount' => '19']);
    ask('advance', MINUTE);
    note('info of an invoice paid closely enough', paymentInfo($api, ['uuid' => $close]));

    $short = openInvoice($api, $shop, 'short', ['lifetime' => '300']);
    ask('pay', $short, ['amount' => '5']);
    ask('advance', MINUTE);
    ask('advance', 6 * MINUTE);
    note('info of an invoice that ended underpaid', paymentInfo($api, ['uuid' => $short]));
}

function runMarked(array $api, string $shop): void
{
    $marked = openInvoice($api, $shop, 'marked');
    note('mark as paid what nobody paid', markAsPaid($api, ['uuid' => $marked]));
    ask('pay', $marked, ['amount' => '5']);
    ask('advance', MINUTE);
    note('mark as paid', markAsPaid($api, ['uuid' => '', 'order_id' => 'marked']));
    ask('advance', MINUTE);
    note('info of an invoice that was marked as paid', paymentInfo($api, ['uuid' => $marked]));
    note('mark as paid what ended underpaid', markAsPaid($api, ['order_id' => 'short']));
    ask('advance', MINUTE);
    note('mark as paid without an id', markAsPaid($api, []));
    note('mark as paid what does not exist', markAsPaid($api, ['uuid' => NOBODY]));
}

function runUnpaid(array $api, string $shop): void
{
    $expired = openInvoice($api, $shop, 'expired', ['lifetime' => '300']);
    ask('advance', 6 * MINUTE);
    note('info of an expired invoice', paymentInfo($api, ['uuid' => $expired]));
    $params = ['amount' => '20', 'currency' => 'USDT', 'network' => 'tron', 'order_id' => 'expired'];
    note('expired invoice asked for again', createPayment($api, $params));
    $fresh = note('expired invoice refreshed', createPayment($api, [...$params, 'is_refresh' => '1']));
    claim('a refreshed invoice keeps its uuid', $expired !== '' && ($fresh['uuid'] ?? null) === $expired);
    ask('pay', $expired);
    ask('advance', MINUTE);
    note('info of a refreshed invoice', paymentInfo($api, ['uuid' => $expired]));
}

/** What strings for numbers made of an invoice: a discount, and a part of the fee for the payer. */
function runDiscounted(array $api): void
{
    $uuid = resultOf(paymentInfo($api, ['order_id' => 'strings-1']))['uuid'] ?? '';
    ask('pay', $uuid);
    ask('advance', MINUTE);
    note('info of an invoice with a discount', paymentInfo($api, ['uuid' => $uuid]));
}

/** The payer chooses how to pay among what the invoice lists. */
function runChosen(array $api, string $shop): void
{
    $chosen = openInvoice($api, $shop, 'chosen', [
        'currency' => 'USD',
        'network' => '',
        'currencies' => [['currency' => 'USDT', 'network' => null], ['currency' => 'TRX', 'network' => '']],
        'except_currencies' => [['currency' => 'USDT', 'network' => 'bsc'], ['currency' => 'TRX', 'network' => null]],
    ]);
    askInVain('pay', $chosen, ['currency' => 'BTC', 'network' => 'btc']);
    askInVain('pay', $chosen, ['currency' => 'TRX', 'network' => 'tron']);
    askInVain('pay', $chosen, ['currency' => 'USDT', 'network' => 'bsc']);
    ask('pay', $chosen, ['currency' => 'USDT', 'network' => 'eth']);
    ask('advance', MINUTE);
    note('info of an invoice in a currency that the payer chose', paymentInfo($api, ['uuid' => $chosen]));
}

/** The states that nothing but the gateway itself leads to. */
function runForced(array $api, string $shop): void
{
    foreach (['process', 'fail', 'system_fail'] as $status) {
        $forced = openInvoice($api, $shop, "forced-$status");
        ask('setStatus', $forced, $status);
        note("info of an invoice in the state $status", paymentInfo($api, ['uuid' => $forced]));
    }
    $locked = openInvoice($api, $shop, 'forced-locked');
    ask('pay', $locked);
    ask('advance', MINUTE);
    ask('setStatus', $locked, 'locked');
    note('info of an invoice in the state locked', paymentInfo($api, ['uuid' => $locked]));
    if ($api['gateway'] === 'heleket') {
        note('AML links', amlLinks($api, ['uuid' => $locked]));
        note('AML links by order_id', amlLinks($api, ['uuid' => null, 'order_id' => 'forced-locked']));
        note('AML links without an id', amlLinks($api, []));
        note('AML links of an invoice that does not exist', amlLinks($api, ['uuid' => NOBODY]));
    }
    $failed = openInvoice($api, $shop, 'forced-refund_fail');
    ask('pay', $failed);
    ask('advance', MINUTE);
    note('refund that fails', refundPayment($api, ['order_id' => 'forced-refund_fail', 'address' => ADDRESS, 'is_subtract' => '0']));
    ask('setStatus', $failed, 'refund_fail');
    note('info of an invoice in the state refund_fail', paymentInfo($api, ['uuid' => $failed]));
}

/** Only Heleket documents the refund of a part. */
function refundPart(array $api, string $shop): void
{
    $part = openInvoice($api, $shop, 'part');
    ask('pay', $part);
    ask('advance', MINUTE);
    note('refund of more than was paid', refundPayment($api, ['uuid' => $part, 'address' => ADDRESS, 'is_subtract' => true, 'amount' => '20.5']));
    $taken = taken($api, fn () => note('refund of a part', refundPayment($api, ['uuid' => $part, 'address' => ADDRESS, 'is_subtract' => 1, 'amount' => '5'])));
    claim('the refund of a part takes that part and a fee', $taken > 5 && $taken < 10);
    ask('advance', MINUTE);
    $whole = openInvoice($api, $shop, 'whole');
    ask('pay', $whole);
    ask('advance', MINUTE);
    $taken = taken($api, fn () => note('refund of a null amount', refundPayment($api, ['uuid' => $whole, 'address' => ADDRESS, 'is_subtract' => 'false', 'amount' => null])));
    claim('the refund of a null amount takes all that was paid', $taken === 20.0);
    ask('advance', MINUTE);
}

function runJourneys(array $api, string $shop): void
{
    runPaid($api, $shop);
    runUnderpaid($api, $shop);
    if ($api['gateway'] === 'cryptomus') {
        runMarked($api, $shop);
    } else {
        refundPart($api, $shop);
    }
    runUnpaid($api, $shop);
    runDiscounted($api);
    runChosen($api, $shop);
    runForced($api, $shop);
}

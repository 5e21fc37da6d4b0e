<?php

// Runs every endpoint of a gateway as a PHP shop would, and prints what it got, one JSON object a line. What a payer or
// time does is asked of the program that started this: a line with `ask` is answered with a line on standard input.
// Usage: php -n scenario.php '{"gateway":…,"url":…,"merchant":…,"payment_key":…,"payout_key":…}' SHOP_URL

declare(strict_types=1);

require __DIR__ . '/client.php';
foreach (['payments', 'journeys', 'webhooks', 'wallets', 'payouts', 'recurrences', 'account'] as $part) {
    require __DIR__ . "/scenario/$part.php";
}

// Slashes and letters that nothing may change on the way: to JSON and back, into the webhook and its signature.
const ORDER_ID = 'Заказ-注文_42';
const ADDITIONAL_DATA = '{"корзина":"a/b\\c","note":"«quotes» \'x\' 🎉' . "\u{2028}" . '","url":"https://shop.example/?a=1&b=<2>"}';
const ADDRESS = 'TXhdtwCWVyBUXLJrFzXZs7fxYXAvGt4bTW';
const NOBODY = '00000000-0000-4000-8000-000000000000';

function printLine(array $line): void
{
    echo json_encode($line, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE), "\n";
}

/** Reports an exchange under a name, and returns its result. */
function note(string $step, array $exchange): array
{
    printLine(['step' => $step, ...$exchange]);
    return resultOf($exchange);
}

/** Reports whether something holds of several answers together. */
function claim(string $claim, bool $holds): void
{
    printLine(['claim' => $claim, 'holds' => $holds]);
}

/** Has a payer or the clock do something, and waits until it is done and its webhooks have been delivered. */
function ask(string $action, mixed ...$with): void
{
    printLine(['ask' => $action, 'with' => $with, 'isRefused' => false]);
    fgets(STDIN);
}

/** Has a payer try something that must be refused. */
function askInVain(string $action, mixed ...$with): void
{
    printLine(['ask' => $action, 'with' => $with, 'isRefused' => true]);
    fgets(STDIN);
}

/** What the merchant holds in USDT. */
function usdt(array $api): float
{
    foreach (resultOf(balance($api, []))[0]['balance']['merchant'] ?? [] as $wallet) {
        if ($wallet['currency_code'] === 'USDT') {
            return (float) $wallet['balance'];
        }
    }
    return 0.0;
}

/** What something takes of the merchant's USDT. */
function taken(array $api, callable $do): float
{
    $before = usdt($api);
    $do();
    return round($before - usdt($api), 8);
}

$api = json_decode($argv[1], true, 512, JSON_THROW_ON_ERROR);
$shop = $argv[2];

runPayments($api, $shop);
runJourneys($api, $shop);
runWebhooks($api, $shop);
runWallets($api, $shop);
runPayouts($api, $shop);
if ($api['gateway'] === 'cryptomus') {
    runRecurrences($api, $shop);
}
runAccount($api);

<?php

// Static wallets: top-ups, and what is sent to one that is blocked.

declare(strict_types=1);

function openWallet(array $api, string $shop, string $orderId): string
{
    $params = ['currency' => 'USDT', 'network' => 'tron', 'order_id' => $orderId, 'url_callback' => "$shop/hook"];
    return note("wallet $orderId", createWallet($api, $params))['uuid'] ?? '';
}

function topUp(array $api, string $shop): void
{
    $params = ['currency' => 'USDT', 'network' => 'TRON', 'order_id' => 'кошелёк_1', 'url_callback' => "$shop/read", 'from_referral_code' => null];
    $wallet = note('wallet on a network in upper case', createWallet($api, $params));
    $again = note('wallet of a known order_id', createWallet($api, $params));
    claim('a known order_id gets the wallet that exists', $wallet !== [] && $wallet === $again);
    note('wallet without a url', createWallet($api, ['currency' => 'BTC', 'network' => 'btc', 'order_id' => 'wallet-silent', 'url_callback' => '']));
    $uuid = $wallet['uuid'] ?? '';
    ask('deposit', $uuid, ['amount' => '12.5']);
    ask('advance', MINUTE);
    ask('deposit', $uuid, ['amount' => '3', 'txid' => 'a/b']);
    ask('advance', MINUTE);
    note('QR of a wallet', walletQr($api, ['wallet_address_uuid' => $uuid]));
    note('QR of a wallet, as the SDKs of Heleket ask', walletQr($api, ['merchant_payment_uuid' => $uuid]));
}

function blockWallets(array $api, string $shop): void
{
    $held = openWallet($api, $shop, 'wallet-held');
    $other = openWallet($api, $shop, 'wallet-other');
    note('block with both: order_id wins', blockAddress($api, ['uuid' => $other, 'order_id' => 'wallet-held', 'is_force_refund' => 'false']));
    note('blocked refund of nothing', refundBlockedAddress($api, ['uuid' => $held, 'address' => ADDRESS]));
    ask('deposit', $held, ['amount' => '40']);
    ask('advance', MINUTE);
    note('blocked refund with both: uuid wins', refundBlockedAddress($api, ['uuid' => $held, 'order_id' => 'wallet-other', 'address' => ADDRESS]));
    note('blocked refund, a second time', refundBlockedAddress($api, ['order_id' => 'wallet-held', 'uuid' => '', 'address' => ADDRESS]));
    note('blocked refund of an unknown wallet', refundBlockedAddress($api, ['uuid' => NOBODY, 'address' => ADDRESS]));
    note('blocked refund without params', refundBlockedAddress($api, []));

    note('block with refund', blockAddress($api, ['uuid' => $other, 'order_id' => null, 'is_force_refund' => '1']));
    note('blocked refund of what went back', refundBlockedAddress($api, ['uuid' => $other, 'address' => ADDRESS]));
    if ($api['gateway'] === 'heleket') {
        $sdk = openWallet($api, $shop, 'wallet-sdk');
        note('block with refund, as the SDKs of Heleket ask', blockAddress($api, ['uuid' => $sdk, 'is_refund' => true]));
        note('blocked refund of what went back as the SDKs of Heleket ask', refundBlockedAddress($api, ['uuid' => $sdk, 'address' => ADDRESS]));
    }
    note('block of an unknown wallet', blockAddress($api, ['uuid' => NOBODY]));
    note('block by an order_id of 33 characters', blockAddress($api, ['order_id' => str_repeat('a', 33)]));
    note('block without an id', blockAddress($api, []));
}

function refuseWallets(array $api): void
{
    note('wallet without params', createWallet($api, []));
    note('wallet of no service', createWallet($api, ['currency' => 'BTC', 'network' => 'tron', 'order_id' => 'wallet-refused']));
    note('wallet with a space in order_id', createWallet($api, ['currency' => 'USDT', 'network' => 'tron', 'order_id' => 'wallet 1']));
}

function runWallets(array $api, string $shop): void
{
    topUp($api, $shop);
    blockWallets($api, $shop);
    refuseWallets($api);
}

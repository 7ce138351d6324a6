# A forwarding rule set sends the public domain to the hub's inbound endpoint.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "hub" {
  name                 = "snet-hub"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = [cidrsubnet("10.0.0.0/16", 4, 1)]
}

resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.app.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 4, 1)]
}

resource "azurerm_key_vault" "app" {
  name                = "kv-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = "33333333-3333-3333-3333-333333333333"
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}

resource "azurerm_private_dns_zone_virtual_network_link" "hub" {
  name                  = "to-hub"
  resource_group_name   = "rg-dns"
  private_dns_zone_name = azurerm_private_dns_zone.vault.name
  virtual_network_id    = azurerm_virtual_network.hub.id
}

resource "azurerm_private_endpoint" "vault" {
  name                = "pe-vault"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}

resource "azurerm_private_dns_resolver" "hub" {
  name                = "dnspr-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  virtual_network_id  = azurerm_virtual_network.hub.id
}

resource "azurerm_private_dns_resolver_outbound_endpoint" "hub" {
  name                    = "out"
  private_dns_resolver_id = azurerm_private_dns_resolver.hub.id
  location                = "westeurope"
  subnet_id               = azurerm_subnet.hub.id
}

resource "azurerm_private_dns_resolver_dns_forwarding_ruleset" "main" {
  name                                       = "rules"
  resource_group_name                        = "rg-hub"
  location                                   = "westeurope"
  private_dns_resolver_outbound_endpoint_ids = [azurerm_private_dns_resolver_outbound_endpoint.hub.id]
}

resource "azurerm_private_dns_resolver_forwarding_rule" "vault" {
  name                      = "vault"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.main.id
  domain_name               = "vault.azure.net."

  target_dns_servers {
    ip_address = "10.0.16.4"
  }
}

resource "azurerm_private_dns_resolver_virtual_network_link" "app" {
  name                      = "to-app"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.main.id
  virtual_network_id        = azurerm_virtual_network.app.id
}

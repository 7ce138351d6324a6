# Without a surge the nodes alone are too many: two pools, private endpoints and a private API server share the subnet.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = [var.node_cidr]
}

variable "node_cidr" {
  type = string
}

# related: surge-headroom
resource "azurerm_kubernetes_cluster" "prod" {
  name                    = "aks-prod"
  resource_group_name     = "rg-main"
  location                = "westeurope"
  dns_prefix              = "prod"
  private_cluster_enabled = true

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
    node_count     = 3 # related: surge-headroom

    upgrade_settings {
      max_surge = "1"
    }
  }

  network_profile {
    network_plugin = "azure"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.prod.id
  vm_size               = "Standard_D8s_v5"
  vnet_subnet_id        = azurerm_subnet.nodes.id
  auto_scaling_enabled  = true
  min_count             = 1
  max_count             = 5 # related: surge-headroom
  max_pods              = 50
}

# related: surge-headroom
resource "azurerm_private_endpoint" "vault" {
  name                = "pe-vault"
  resource_group_name = "rg-main"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.nodes.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = "/subscriptions/0/resourceGroups/rg-main/providers/Microsoft.KeyVault/vaults/kv"
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}

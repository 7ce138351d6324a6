# Kubernetes 1.35 goes on with one node at a time: a warning.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16"]
}

module "nodes" {
  source  = "./subnet"
  network = azurerm_virtual_network.main.name
  cidr    = "10.20.0.0/27" # expect: surge-headroom
}

resource "azurerm_kubernetes_cluster" "batch" {
  name                = "aks-batch"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "batch"
  kubernetes_version  = "1.35.2"

  default_node_pool {
    name                 = "system"
    vm_size              = "Standard_D4s_v5"
    vnet_subnet_id       = module.nodes.id
    auto_scaling_enabled = true
    min_count            = 3
    max_count            = 25 # related: surge-headroom

    upgrade_settings {
      max_surge = "33%"
    }
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "10.244.0.0/16"
  }

  identity {
    type = "SystemAssigned"
  }
}

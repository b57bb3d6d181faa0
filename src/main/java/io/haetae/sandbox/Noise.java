package io.haetae.sandbox;

import java.util.List;

/** What happens in an account all day long, as the vendor's list of recorded actions has it: no rule speaks of it. */
enum Noise {
    SERVER_START("VPCServer", "Server", "Server", "web-", "Start Server Instance"),
    SERVER_STOP("VPCServer", "Server", "Server", "batch-", "Stop Server Instance"),
    SERVER_CREATE("VPCServer", "Server", "Server", "api-", "Create Server Instance"),
    ACG_RULES("VPCServer", "Server", "ACG", "acg-", "Update ACG Rule (Request)", "Update ACG Rule (Complete)"),
    BUCKET_CREATE("ObjectStorage", "Object Storage", "Bucket", "logs-", "Create bucket"),
    BUCKET_EVENT("ObjectStorage", "Object Storage", "Bucket", "백업-", "Update bucket event rule"),
    SUB_LOGIN("IAM", "Sub Account", "SubAccount", "operator-", "Login"),
    POLICY_ATTACH("IAM", "Sub Account", "SubAccount", "김하늘-", "Attach policy to sub account"),
    SUB_ACCESS_KEY("IAM", "Sub Account", "SubAccount", "deploy-", "Create access key"),
    KEY_ROTATE("KMS", "Key Management Service", "Key", "order-key-", "Rotate key"),
    KEY_CONFIG("KMS", "Key Management Service", "Key", "결제-", "Edit key config"),
    SNAPSHOT("VPCNAS", "NAS", "Volume", "share-", "Create snapshot"),
    EVENT_RULE("CloudInsight", "Cloud Insight", "EventRule", "cpu-", "Update EventRule"),
    FUNCTION("VPCCloudFunctions", "Cloud Functions", "Action", "resize-", "Update action");

    final String product;
    final String productDisplayName;
    final String resourceType;
    final String namePrefix;
    /** One record each: some changes make two. */
    final List<String> actions;

    Noise(String product, String productDisplayName, String resourceType, String namePrefix, String... actions) {
        this.product = product;
        this.productDisplayName = productDisplayName;
        this.resourceType = resourceType;
        this.namePrefix = namePrefix;
        this.actions = List.of(actions);
    }
}

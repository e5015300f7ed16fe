//! What is done with snapshots and images in ECS, and with the parts of backup points.

use engine::locale::Words;

use super::Label;

labels! {
    ArchiveSnapshotNow "Archive Snapshot" "归档快照（手动）"
    CreateImage "Create Custom Image" "创建自定义镜像"
    CustomImage "Custom image" "自定义镜像"
    CustomImages "Custom Images" "自定义镜像"
    DeleteImage "Delete Image" "删除镜像"
    DeletePart "Delete the part of one disk" "删除单块云盘的部分"
    EndSharing "Stop Sharing" "取消共享"
    ImageName "Image Name" "镜像名称"
    ImageNameId "Image Name/ID" "镜像名称/ID"
    ImageOfInstanceHint "Its disks are snapshotted now, for the image." "将立即为其云盘创建快照，用于镜像。"
    ImagesMade "Images made from it" "由其创建的镜像"
    LetGo "Cloud Backup" "云备份"
    LetGoHint "let go of it when its backup point went; it is deleted by hand now" "备份点删除时已解除关联，现可手动删除"
    MadeFrom "Made from" "来源快照"
    MadeFromHint "Snapshots that an image was made from cannot be deleted before it" "已用于创建镜像的快照在删除镜像之前不能删除"
    ModifySnapshot "Modify Snapshot" "修改快照"
    ModifySnapshotHint "Name and description may change at any time; the retention only gets longer." "名称和描述可随时修改；保留时间只能延长。"
    NoImages "No custom image in this region." "该地域没有自定义镜像。"
    SearchImages "Name, ID, system or snapshot" "名称、ID、操作系统或快照"
    ShareSnapshot "Share Snapshot" "共享快照"
    ShareWith "Share with" "共享给"
    SharedWith "Shared with" "已共享给"
    SharedWithNobody "It is shared with nobody." "尚未共享。"
    Since "since" "自"
}
